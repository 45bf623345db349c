import { randomUUID } from "node:crypto";
import { insertKey, insertVersion } from "@/db/queries/keys";
import { newVersion } from "@/lib/services/access-keys/new-version";
import { makeWorkspace, type openTestHub } from "@/lib/services/testing/workspace";

/** A workspace with so many good keys with `orders:write`, and one that may verify them. */
export async function makeKeys({ db }: Awaited<ReturnType<typeof openTestHub>>, count: number) {
  const workspace = await makeWorkspace(db, ["orders:write"]);
  const ctx = workspace.as();
  const issue = async (tx: Parameters<typeof insertKey>[0], name: string, scopes: string[]) => {
    const key = {
      id: randomUUID() as string,
      prefix: "ks",
      kind: "access" as const,
      environment: "production",
    };
    const version = newVersion(ctx, key);
    await insertKey(tx, {
      id: key.id,
      workspaceId: ctx.workspace,
      kind: "access",
      name,
      description: "",
      environment: "production",
      scopes,
      createdBy: workspace.owner.id,
      createdByLabel: workspace.owner.name,
      createdAt: ctx.now,
      lastUsedAt: null,
      deletedAt: null,
      expiresAt: null,
    });
    await insertVersion(tx, { ...version.row, generation: 1, latest: true, expiresAt: null });
    return version.text.reveal();
  };
  return db.transaction(async (tx) => {
    const texts: string[] = [];
    for (let i = 0; i < count; i++) texts.push(await issue(tx, `Key ${i}`, ["orders:write"]));
    return { caller: await issue(tx, "Verifier", ["keys:verify"]), texts };
  });
}

import { randomUUID } from "node:crypto";
import { insertKey, insertVersion } from "@/db/queries/keys";
import { database } from "@/lib/services/database";
import { newVersion } from "@/lib/services/keys/new-version";
import type { TestWorkspace } from "@/lib/services/testing/workspace";

/** Texts of so many good keys of a workspace, each with `orders:write`; in one transaction, so in seconds. */
export function makeKeys(workspace: TestWorkspace, count: number): Promise<string[]> {
  const ctx = workspace.as();
  const grant = { kind: "access" as const, environment: "production" };
  return database().transaction(async (tx) => {
    const texts: string[] = [];
    for (let i = 0; i < count; i++) {
      const id = randomUUID();
      const version = newVersion(ctx, { ...grant, id, prefix: "ks" });
      await insertKey(tx, {
        ...grant,
        id,
        workspaceId: ctx.workspace,
        name: `Key ${i}`,
        description: "",
        scopes: ["orders:write"],
        createdBy: workspace.owner.id,
        createdByLabel: workspace.owner.name,
        createdAt: ctx.now,
        ownerId: null,
        lastUsedAt: null,
        deletedAt: null,
        expiresAt: null,
      });
      await insertVersion(tx, { ...version.row, generation: 1, latest: true, expiresAt: null });
      texts.push(version.text.reveal());
    }
    return texts;
  });
}

/** The bytes of `POST /v1/keys/verify` about a key, by a caller. */
export function verifyCall(caller: string, key: string): Buffer {
  const json = JSON.stringify({ key, scopes: ["orders:write"], environment: "production" });
  return Buffer.from(
    `POST /v1/keys/verify HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${caller}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}

import { startChain } from "@/db/queries/events";
import { closeSetup, lockSetup, setupDigest } from "@/db/queries/hub-setup";
import { insertMembership, insertUser } from "@/db/queries/people";
import { insertWorkspace } from "@/db/queries/workspaces";
import { setUpHub } from "@/lib/contracts/people";
import { digestOf, sameBytes } from "@/lib/crypto/digest";
import { hashPassword } from "@/lib/crypto/passwords";
import { newId } from "@/lib/crypto/random";
import { CHAIN_START } from "../audit/verify-chain";
import { type Command, refuse } from "../card";

/** Key prefix and environments of a new workspace. */
export const NEW_WORKSPACE = {
  keyPrefix: "ks",
  environments: ["development", "staging", "production"],
  ownScopes: [] as string[],
  longestLifetimeDays: null,
  neverAllowed: true,
  tokenAudience: null,
  tokenMinutes: 15,
};

/** Makes the first owner and workspace. Asks for the link that the hub printed at its start; works once. */
export const setUp: Command<typeof setUpHub, { email: string }> = {
  name: "hub.set-up",
  permission: "hub:set-up",
  input: setUpHub,
  async run(tx, ctx, input) {
    // A stranger with a wrong link never gets as far as the lock.
    const digest = await setupDigest(tx);
    if (!digest) return refuse("setup-done");
    if (!sameBytes(digest, digestOf(input.token))) return refuse("setup-link-wrong");
    const userId = newId();
    const passwordHash = await hashPassword(input.password);
    if (!(await lockSetup(tx))) return refuse("setup-done");
    const { workspaceName: name, workspaceSlug: slug } = input;
    await insertWorkspace(tx, { id: ctx.workspace, slug, name, ...NEW_WORKSPACE, createdAt: ctx.now });
    await startChain(tx, ctx.workspace, CHAIN_START);
    await insertUser(tx, {
      id: userId,
      email: input.email,
      name: input.name,
      passwordHash,
      createdAt: ctx.now,
      timeZone: null,
      confirmSeconds: 2,
    });
    await insertMembership(tx, ctx.workspace, { userId, role: "owner", createdAt: ctx.now });
    await closeSetup(tx, ctx.now);
    return {
      ok: true,
      value: { email: input.email },
      event: {
        type: "workspace.created",
        subject: { kind: "workspace", id: ctx.workspace, label: name },
        after: { name, slug, owner: input.email },
      },
    };
  },
};

import { type LockedKey, lockKeys } from "@/db/queries/keys";
import { getWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import type { Command } from "../card";
import type { Context } from "../context";
import { dueKeysInput } from "../key-sets/rotate-due";
import { sealPlaceOfVersion } from "../key-sets/seal-place";
import { type Kept, keepDue } from "../keys/keep-due";
import { newVersion } from "../keys/new-version";
import { sealed } from "../sealing";
import { scheduledAccessKey } from "./own-schedule";

/**
 * "Rotate every N days": what is due of these access keys at this moment, by the rules of key sets. Nobody stands by to
 * copy the new secret, so it is sealed until somebody collects it; the old one works at least until then.
 */
export const rotateDueAccessKeys: Command<typeof dueKeysInput, Kept> = {
  name: "access-key.rotate-due",
  permission: "schedule:keep",
  input: dueKeysInput,
  async run(tx, ctx, { ids }) {
    const scope = { workspace: ctx.workspace, kind: "access" as const };
    const keys = await lockKeys(tx, scope, ids, { skipLocked: true });
    // Only a read: whoever locks the workspace may want a key next.
    const workspace = (await getWorkspace(tx, ctx.workspace)) as WorkspaceRow;
    const { rotated: _, ...outcome } = await keepDue(tx, ctx, keys, {
      scheduledOf: (key) => scheduledAccessKey(key, workspace),
      nextVersion: (key) => sealedVersion(ctx, key),
      rotated: "access-key.rotated",
    });
    return outcome;
  },
};

function sealedVersion(ctx: Context, key: LockedKey) {
  const { id, environment } = key.row;
  const { prefix } = key.versions.at(-1)!;
  const { row, text } = newVersion(ctx, { id, prefix, kind: "access", environment }, "schedule");
  return { ...row, sealedSecret: sealed(sealPlaceOfVersion(row), text), revealOnce: true };
}

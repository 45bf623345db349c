import type { Tx } from "@/db/client";
import { type LockedKey, lockKeys } from "@/db/queries/keys";
import { getWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import type { Effect } from "@/lib/domain/keys/effects";
import type { Command, EventDraft } from "../card";
import type { Context } from "../context";
import { dueKeysInput } from "../key-sets/rotate-due";
import { sealPlaceOfVersion } from "../key-sets/seal-place";
import { type Kept, keepDue } from "../keys/keep-due";
import { changeKey, keyEvent } from "../keys/key-change";
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
    return keepDue(ctx, keys, {
      scheduledOf: (key) => scheduledAccessKey(key, workspace),
      issue: (key, effects, plannedAt) => issueSealed(tx, ctx, key, { effects, plannedAt }),
    });
  },
};

async function issueSealed(
  tx: Tx,
  ctx: Context,
  key: LockedKey,
  { effects, plannedAt }: { effects: Effect[]; plannedAt: Date },
): Promise<EventDraft> {
  const { id, environment } = key.row;
  const { prefix } = key.versions.at(-1)!;
  const { row, text } = newVersion(ctx, { id, prefix, kind: "access", environment }, "schedule");
  const issued = { ...row, sealedSecret: sealed(sealPlaceOfVersion(row), text), revealOnce: true };
  const changed = await changeKey(tx, ctx, key, { effects, issued });
  const after = { ...changed.after, publicId: row.publicId, plannedAt: plannedAt.toISOString() };
  return keyEvent("access-key.rotated", key.row, { before: changed.before, after });
}

import { reschedule } from "@/db/queries/key-sets";
import { lockKey, updateKeyText } from "@/db/queries/keys";
import { getWorkspace, type WorkspaceRow } from "@/db/queries/workspaces";
import { editAccessKey } from "@/lib/contracts/access-keys";
import { heldAlong } from "@/lib/domain/key-sets/due";
import { keyStatus, latestOf } from "@/lib/domain/keys/key-facts";
import { refusalOf } from "@/lib/domain/keys/moves";
import { firstRotation, ownScheduleRefusal } from "@/lib/domain/keys/own-schedule";
import { type Command, refuse } from "../card";
import { carryOut, keyChanged, keyEvent } from "../keys/key-change";
import { type ChangedSchedule, changedSchedule, scheduledAccessKey } from "./own-schedule";

/** Changes name, description and schedule, nothing else. */
export const editKey: Command<typeof editAccessKey, { id: string; name: string; description: string }> = {
  name: "access-key.edit",
  permission: "access-key:edit",
  input: editAccessKey,
  async run(tx, ctx, input) {
    const key = await lockKey(tx, ctx.workspace, "access", input.id);
    if (!key) return refuse("not-found");
    const refusal = refusalOf(key.facts, "edit", ctx.now);
    if (refusal) return refuse(refusal);
    const schedule = changedSchedule(key.row, input);
    if (schedule === "nothing-to-overlap")
      return { ok: false, fields: { rotateOverlapHours: "Say every how many days the key rotates, too." } };
    const latest = latestOf(key.facts);
    if (schedule) {
      const status = keyStatus(key.facts, ctx.now);
      if (status === "revoked" || status === "expired") return refuse(`key-${status}`);
      const cannot = schedule.own && ownScheduleRefusal(latest, schedule.own);
      if (cannot) return refuse(cannot);
    }
    const before = { name: key.row.name, description: key.row.description };
    const after = { name: input.name ?? before.name, description: input.description ?? before.description };
    await updateKeyText(tx, ctx.workspace, input.id, { ...after, ...schedule?.columns });
    if (schedule) {
      const rotatesAt = schedule.own && firstRotation(latest, schedule.own.everyDays, ctx.now);
      const dates = { expiresAt: latest.expiresAt, rotatesAt };
      await reschedule(tx, ctx.workspace, latest.id, dates);
      // Only a read: the key is locked already, and whoever locks the workspace may want a key next.
      const workspace = (await getWorkspace(tx, ctx.workspace)) as WorkspaceRow;
      const effects = heldAlong(scheduledAccessKey(key, workspace), dates, ctx.now);
      await carryOut(tx, ctx, [{ keyId: input.id, effects }], "");
    }
    return {
      ok: true,
      value: { id: input.id, ...after },
      event: keyEvent(
        "access-key.edited",
        { id: input.id, name: after.name },
        {
          before: { ...before, ...told(schedule, "before") },
          after: { ...after, ...told(schedule, "after") },
        },
      ),
      changes: keyChanged(input.id),
    };
  },
};

function told(schedule: ChangedSchedule | null, which: "before" | "after") {
  if (schedule === null) return {};
  return which === "before" ? schedule.before : schedule.columns;
}

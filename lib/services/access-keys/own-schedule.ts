import type { LockedKey } from "@/db/queries/keys";
import type { WorkspaceRow } from "@/db/queries/workspaces";
import type { ScheduledKey } from "@/lib/domain/key-sets/due";
import { latestOf } from "@/lib/domain/keys/key-facts";
import { DEFAULT_OVERLAP } from "@/lib/domain/keys/overlap";
import { type OwnSchedule, scheduleOfAccessKey } from "@/lib/domain/keys/own-schedule";
import { isUncollected } from "../key-sets/facts";

type Columns = Pick<LockedKey["row"], "rotateEveryDays" | "rotateOverlapHours">;

/** "Rotate every N days" of a key; null = it does not rotate by itself. */
export function ownSchedule({ rotateEveryDays, rotateOverlapHours }: Columns): OwnSchedule | null {
  if (rotateEveryDays === null || rotateOverlapHours === null) return null;
  return { everyDays: rotateEveryDays, overlapHours: rotateOverlapHours };
}

export interface ChangedSchedule {
  own: OwnSchedule | null;
  before: Columns;
  columns: Columns;
}

/** What an edit makes of a key's schedule: null where it stays as it is. */
export function changedSchedule(
  row: Columns,
  asked: { rotateEveryDays?: number | null; rotateOverlapHours?: number },
): ChangedSchedule | "nothing-to-overlap" | null {
  const everyDays = asked.rotateEveryDays === undefined ? row.rotateEveryDays : asked.rotateEveryDays;
  if (everyDays === null && asked.rotateEveryDays === undefined && asked.rotateOverlapHours !== undefined)
    return "nothing-to-overlap";
  const overlapHours = asked.rotateOverlapHours ?? row.rotateOverlapHours ?? Number(DEFAULT_OVERLAP);
  const own = everyDays === null ? null : { everyDays, overlapHours };
  const columns = { rotateEveryDays: own?.everyDays ?? null, rotateOverlapHours: own?.overlapHours ?? null };
  const before = { rotateEveryDays: row.rotateEveryDays, rotateOverlapHours: row.rotateOverlapHours };
  const same =
    before.rotateEveryDays === columns.rotateEveryDays &&
    before.rotateOverlapHours === columns.rotateOverlapHours;
  return same ? null : { own, before, columns };
}

/** What the clock knows of an access key. Its new secrets are shown once, always. */
export function scheduledAccessKey(
  { facts, row, versions }: Pick<LockedKey, "facts" | "row" | "versions">,
  rule: Pick<WorkspaceRow, "longestLifetimeDays" | "neverAllowed">,
): ScheduledKey {
  const latest = versions.find(({ id }) => id === latestOf(facts).id)!;
  return {
    facts,
    schedule: scheduleOfAccessKey(latest, ownSchedule(row), rule),
    showOnce: true,
    uncollected: isUncollected(latest),
  };
}

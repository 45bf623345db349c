/** What a policy will do to a key in the months to come: the very rules of the schedule, stepped from date to date. */
import { apply } from "../keys/effects";
import type { KeyFacts } from "../keys/key-facts";
import { collected, dueOf, rotateBySchedule, type ScheduledKey } from "./due";
import { type Milestone, milestonesOf } from "./milestones";
import { addPeriod } from "./period";
import { type Policy, scheduleOf } from "./policy";
import { datesFrom } from "./schedule";

export const PREVIEW_MONTHS = 12;

/** The milestones of a key activated at `from`, if nobody intervenes and every new secret is collected at once. */
export function previewOf(policy: Policy, from: Date, months = PREVIEW_MONTHS): Milestone[] {
  const until = addPeriod(from, { amount: months, unit: "months" });
  const schedule = scheduleOf(policy);
  const set = { schedule, showOnce: !policy.retrievable, uncollected: false };
  let key: ScheduledKey = { ...set, facts: firstFacts(datesFrom(schedule, from), from) };
  for (let now = from; now <= until; ) {
    const due = dueOf(key, now);
    if (due.due === "nothing") {
      if (due.next === null || due.next <= now) break;
      now = due.next;
      continue;
    }
    key = { ...key, facts: rotated(key, now) };
  }
  return milestonesOf(key.facts, until).filter(
    ({ plannedAt, actualAt }) => (actualAt ?? plannedAt ?? until) <= until,
  );
}

function rotated(key: ScheduledKey, now: Date): KeyFacts {
  const decision = rotateBySchedule(key, now);
  if (!decision.ok) throw new Error(`a rotation that is due is open, but: ${decision.refusal}`);
  const facts = apply(key.facts, decision.effects, now, `v${key.facts.versions.length + 1}`);
  const versions = facts.versions.map((version) =>
    version.latest ? { ...version, madeBy: "schedule" as const } : version,
  );
  const made = { ...facts, versions };
  return apply(made, collected({ ...key, facts: made }, now), now, "");
}

function firstFacts(dates: { expiresAt: Date | null; rotatesAt: Date | null }, at: Date): KeyFacts {
  const first = { id: "v1", generation: 1, latest: true, activatedAt: at, ...dates };
  const living = { retiresAt: null, revokedAt: null, revokeReason: null, madeBy: "created" as const };
  return { kind: "key_set", deletedAt: null, holds: [], versions: [{ ...first, ...living }] };
}

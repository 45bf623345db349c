/** What a policy will do to a key in the months to come: the very rules of the schedule, stepped from date to date. */
import { apply } from "../keys/effects";
import type { KeyFacts, VersionFacts } from "../keys/key-facts";
import { endOf } from "../keys/status";
import { collected, dueOf, rotateBySchedule, type ScheduledKey } from "./due";
import { type Milestone, milestonesOf } from "./milestones";
import { type ClockNotice, noticesOf } from "./notices";
import { addPeriod } from "./period";
import { type Policy, scheduleOf } from "./policy";
import { datesFrom } from "./schedule";

export const PREVIEW_MONTHS = 12;

/** How long one key works, within the months that are looked at. */
export interface Life {
  generation: number;
  from: Date;
  /** When the next one took over; null = none did. */
  replacedAt: Date | null;
  /** When it stops working; null = later than the preview looks. */
  until: Date | null;
  endsAs: "revoked" | "expired" | null;
}

export interface Preview {
  from: Date;
  until: Date;
  milestones: Milestone[];
  lives: Life[];
  notices: (ClockNotice & { generation: number })[];
}

/** The milestones of a key activated at `from`, if nobody intervenes and every new secret is collected at once. */
export function previewOf(policy: Policy, from: Date, months = PREVIEW_MONTHS): Milestone[] {
  return foretell(policy, from, months).milestones;
}

/** The same with the life of each key, and the notices that people get. */
export function foretell(policy: Policy, from: Date, months = PREVIEW_MONTHS): Preview {
  const until = addPeriod(from, { amount: months, unit: "months" });
  const facts = lived(policy, from, until);
  const { versions } = facts;
  return {
    from,
    until,
    milestones: milestonesOf(facts, until).filter(
      ({ plannedAt, actualAt }) => (actualAt ?? plannedAt ?? until) <= until,
    ),
    lives: versions.map((version, index) => lifeOf(version, versions[index + 1], until)),
    notices: versions
      .flatMap((version) =>
        noticesOf(version, policy.notifyDays).map((notice) => ({
          ...notice,
          generation: version.generation,
        })),
      )
      .filter(({ dueAt }) => dueAt <= until),
  };
}

function lived(policy: Policy, from: Date, until: Date): KeyFacts {
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
  return key.facts;
}

function lifeOf(version: VersionFacts, next: VersionFacts | undefined, until: Date): Life {
  const ended = endOf(version);
  const over = ended !== null && ended.at <= until ? ended : null;
  return {
    generation: version.generation,
    from: version.activatedAt!,
    replacedAt: next?.activatedAt ?? null,
    until: over?.at ?? null,
    endsAs: over?.as ?? null,
  };
}

function rotated(key: ScheduledKey, now: Date): KeyFacts {
  const decision = rotateBySchedule(key, now);
  if (!decision.ok) throw new Error(`a rotation that is due is open, but: ${decision.refusal}`);
  const facts = apply(key.facts, decision.effects, now, `v${key.facts.versions.length + 1}`);
  const versions = facts.versions.map((version) =>
    version.latest ? { ...version, madeBy: "schedule" as const } : version,
  );
  const made = { ...facts, versions };
  return key.showOnce ? apply(made, collected({ ...key, facts: made }, now), now, "") : made;
}

function firstFacts(dates: { expiresAt: Date | null; rotatesAt: Date | null }, at: Date): KeyFacts {
  const first = { id: "v1", generation: 1, latest: true, activatedAt: at, ...dates };
  const living = { retiresAt: null, revokedAt: null, revokeReason: null, madeBy: "created" as const };
  return { kind: "key_set", deletedAt: null, holds: [], versions: [{ ...first, ...living }] };
}

/**
 * What a policy promises a client, worked out from the calendar alone and not by the rules that the schedule asks: when
 * each key of a set is replaced, and until when it works.
 */
import { addPeriod, DAY_MS } from "@/lib/domain/key-sets/period";
import type { Policy } from "@/lib/domain/key-sets/policy";

export interface PromisedKey {
  from: Date;
  expiresAt: Date | null;
  rotatesAt: Date | null;
  replacedAt: Date | null;
  /** When somebody collected its secret. */
  collectedAt: Date | null;
  /** Once it is replaced: when it ends, in milliseconds; Infinity = while nobody collects the new one. */
  replacedUntil: number;
}

export class Promised {
  readonly keys: PromisedKey[] = [];

  constructor(readonly policy: Policy) {}

  get latest(): PromisedKey {
    return this.keys.at(-1)!;
  }

  begin(at: Date): void {
    const { expiration, rotation } = this.policy;
    this.keys.push({
      from: at,
      expiresAt: expiration && addPeriod(at, expiration),
      rotatesAt: rotation && addPeriod(at, rotation),
      replacedAt: null,
      collectedAt: null,
      replacedUntil: Number.POSITIVE_INFINITY,
    });
  }

  /** The instant from which a key is refused. */
  untilOf(key: PromisedKey): number {
    return key.replacedAt ? key.replacedUntil : ownEnd(key);
  }

  /** Whether the last key has expired: the set is over, and is not revived. */
  isOver(now: Date): boolean {
    return ownEnd(this.latest) <= now.getTime();
  }

  /** Never while the key before still works: neither in its overlap, nor while nobody has collected the new secret. */
  rotationDue(now: Date): boolean {
    const { rotatesAt } = this.latest;
    const before = this.keys.at(-2);
    if (rotatesAt === null || rotatesAt > now || this.isOver(now)) return false;
    return !before || before.replacedUntil <= now.getTime();
  }

  rotate(now: Date): void {
    const old = this.latest;
    this.begin(now);
    old.replacedAt = now;
    if (!this.policy.retrievable) {
      old.replacedUntil = ownEnd(this.latest);
      return;
    }
    const overlap = now.getTime() + this.policy.overlapDays * DAY_MS;
    const { expiresAt, rotatesAt } = old;
    // On the day of its expiration the rotation takes precedence; an earlier or later day's expiration stands.
    const stands = expiresAt !== null && !sameDay(expiresAt, rotatesAt!);
    old.replacedUntil = stands ? Math.min(overlap, expiresAt.getTime()) : overlap;
  }

  /** Somebody has the new secret. Where it is shown once, the overlap begins now. */
  collect(now: Date): void {
    const fresh = this.latest;
    if (fresh.collectedAt) return;
    fresh.collectedAt = now;
    const old = this.keys.at(-2);
    if (this.policy.retrievable || !old) return;
    const overlap = now.getTime() + this.policy.overlapDays * DAY_MS;
    old.replacedUntil = Math.min(overlap, ownEnd(fresh));
  }
}

/** Where rotation and expiration are on one day, a key that nobody replaced lives to the end of that day. */
function ownEnd({ expiresAt, rotatesAt }: PromisedKey): number {
  if (expiresAt === null) return Number.POSITIVE_INFINITY;
  if (rotatesAt === null || !sameDay(expiresAt, rotatesAt)) return expiresAt.getTime();
  return Date.parse(`${expiresAt.toISOString().slice(0, 10)}T00:00:00Z`) + DAY_MS;
}

function sameDay(one: Date, other: Date): boolean {
  return one.toISOString().slice(0, 10) === other.toISOString().slice(0, 10);
}

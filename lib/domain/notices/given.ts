/**
 * People are told before a key is rotated or expires, and when the new secret of a rotation waits for them. Of what came
 * due while nobody looked they hear the nearest, and not all of it; nothing is told twice.
 */
import { noticeDue, noticesOf } from "../key-sets/notices";
import { DAY_MS } from "../key-sets/period";
import type { VersionTimes } from "../keys/status";

export const SUBJECTS = ["rotation", "expiration", "uncollected"] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface DueNotice {
  about: Subject;
  /** When that comes; of a secret that waits, since when it does. */
  at: Date;
  /** Negative: so many days after. */
  daysBefore: number;
}

export interface ToldKey {
  /** LATEST. */
  version: VersionTimes;
  /** So many days before. */
  days: readonly number[];
  /** Whether it is rotated at its date: not after a roll back. */
  rotates: boolean;
  /** Whether the schedule made its secret, and nobody has collected it. */
  waits: boolean;
}

/** Of access keys, where the workspace says nothing else. */
export const DEFAULT_NOTICE_DAYS = [14, 3];
/** A secret that waits is told of again and again. */
export const REMIND_EVERY_DAYS = 7;

/** What is to be told of a key now, unless it has been. */
export function noticesDueOf({ version, days, rotates, waits }: ToldKey, now: Date): DueNotice[] {
  const soon = noticeDue(noticesOf(version, days, rotates), null, now);
  const due: DueNotice[] = soon ? [{ about: soon.of, at: soon.at, daysBefore: soon.daysBefore }] : [];
  const since = version.activatedAt;
  if (waits && since !== null && since <= now) {
    const weeks = Math.floor((now.getTime() - since.getTime()) / (REMIND_EVERY_DAYS * DAY_MS));
    due.push({ about: "uncollected", at: since, daysBefore: weeks === 0 ? 0 : -REMIND_EVERY_DAYS * weeks });
  }
  return due;
}

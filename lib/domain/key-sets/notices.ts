/**
 * People are told of a rotation or an expiration some days before. After a time without jobs they hear the nearest of the
 * notices that were due, and not all of them.
 */
import { expiryOf, type VersionTimes } from "../keys/status";
import { DAY_MS } from "./period";

export type NoticeOf = "rotation" | "expiration";

export interface ClockNotice {
  of: NoticeOf;
  /** When that comes. */
  at: Date;
  daysBefore: number;
  /** When people were to hear of it. */
  dueAt: Date;
}

/**
 * The notices of one version, in order. Of the expiration only if it comes before a rotation, or nothing will be rotated:
 * a rotation takes precedence.
 */
export function noticesOf(
  version: VersionTimes,
  notifyDays: readonly number[],
  rotates = true,
): ClockNotice[] {
  const { rotatesAt } = version;
  const expiry = expiryOf(version);
  const of: NoticeOf = rotates && rotatesAt && (!expiry || rotatesAt <= expiry) ? "rotation" : "expiration";
  const at = of === "rotation" ? rotatesAt : expiry;
  if (at === null) return [];
  return [...new Set(notifyDays)]
    .sort((a, b) => b - a)
    .map((daysBefore) => ({ of, at, daysBefore, dueAt: new Date(at.getTime() - daysBefore * DAY_MS) }))
    .filter(({ dueAt }) => version.activatedAt !== null && dueAt > version.activatedAt);
}

/** The notice to be given now, of those due since `toldUntil` (null = none was given); null where there is none. */
export function noticeDue(
  notices: readonly ClockNotice[],
  toldUntil: Date | null,
  now: Date,
): ClockNotice | null {
  const due = notices.filter(
    ({ dueAt, at }) => dueAt <= now && now < at && (toldUntil === null || dueAt > toldUntil),
  );
  return due.at(-1) ?? null;
}

/** When the next one is due; null = none will be. */
export function nextNoticeAt(notices: readonly ClockNotice[], now: Date): Date | null {
  return notices.find(({ dueAt }) => dueAt > now)?.dueAt ?? null;
}

/** What a good key would do better to change. Said of active keys alone: the others ask for nothing any more. */
import type { Status } from "./status";

export const NOTICES = ["uncollected", "expiring", "unused", "old", "undescribed", "never"] as const;
export type Notice = (typeof NOTICES)[number];

export const EXPIRING_DAYS = 14;
export const UNUSED_DAYS = 30;
export const OLD_DAYS = 90;

export interface NoticedKey {
  status: Status;
  description: string;
  createdAt: Date;
  /** When LATEST was made: the age of the secret. */
  issuedAt: Date;
  expiresAt: Date | null;
  /** When LATEST is replaced by itself. */
  rotatesAt: Date | null;
  /** Whether a new secret waits for somebody to collect it. */
  secretWaits: boolean;
  lastUsedAt: Date | null;
}

/** The borders of time that the notices of `now` ask about. */
export function noticeBorders(now: Date) {
  const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
  return { expiringUntil: days(EXPIRING_DAYS), unusedSince: days(-UNUSED_DAYS), oldSince: days(-OLD_DAYS) };
}

const rules: Record<Notice, (key: NoticedKey, borders: ReturnType<typeof noticeBorders>) => boolean> = {
  uncollected: (key) => key.secretWaits,
  // What is replaced by itself before it ends asks nobody to do so.
  expiring: ({ expiresAt, rotatesAt }, { expiringUntil }) =>
    expiresAt !== null && expiresAt <= expiringUntil && (rotatesAt === null || rotatesAt > expiresAt),
  // A key that was never used counts from its creation.
  unused: (key, { unusedSince }) => (key.lastUsedAt ?? key.createdAt) <= unusedSince,
  old: (key, { oldSince }) => key.issuedAt <= oldSince,
  undescribed: (key) => key.description === "",
  never: (key) => key.expiresAt === null,
};

export function noticesOf(key: NoticedKey, now: Date): Notice[] {
  if (key.status !== "active") return [];
  const borders = noticeBorders(now);
  return NOTICES.filter((notice) => rules[notice](key, borders));
}

import { utcDay } from "@/components/ui/format-time";
import { expiryOf, type Status, type VersionTimes } from "@/lib/domain/keys/status";

/** When a key that is over was revoked or expired, by its LATEST; null = it is not over. */
export function endedAt(status: Status, latest: VersionTimes): Date | null {
  if (status === "revoked") return latest.revokedAt;
  return status === "expired" ? expiryOf(latest) : null;
}

/** Said of a key that was over before it would have expired. */
export function missedExpiry(ended: Date | null, expiresAt: Date | null): string | undefined {
  return ended && expiresAt && expiresAt > ended ? `It was to expire on ${utcDay(expiresAt)}.` : undefined;
}

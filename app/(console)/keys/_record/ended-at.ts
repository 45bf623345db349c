import { expiryOf, type Status, type VersionTimes } from "@/lib/domain/keys/status";

/** When a key that is over was revoked or expired, by its LATEST; null = it is not over. */
export function endedAt(status: Status, latest: VersionTimes): Date | null {
  if (status === "revoked") return latest.revokedAt;
  return status === "expired" ? expiryOf(latest) : null;
}

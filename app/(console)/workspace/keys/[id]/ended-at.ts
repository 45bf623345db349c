import { expiryOf } from "@/lib/domain/keys/status";
import type { KeySet } from "@/lib/services/key-sets/get";

/** When a key set that is over was revoked or expired; null = it is not over. */
export function endedAt({ status, generations }: KeySet): Date | null {
  const latest = generations.find((generation) => generation.latest)!;
  if (status === "revoked") return latest.revokedAt;
  return status === "expired" ? expiryOf(latest) : null;
}

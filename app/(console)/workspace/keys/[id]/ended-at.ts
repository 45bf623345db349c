import { endedAt as endedBy } from "@/app/(console)/keys/_record/ended-at";
import type { KeySet } from "@/lib/services/key-sets/get";

/** When a key set that is over was revoked or expired; null = it is not over. */
export function endedAt({ status, generations }: KeySet): Date | null {
  return endedBy(status, generations.find((generation) => generation.latest)!);
}

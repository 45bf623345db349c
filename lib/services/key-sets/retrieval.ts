import type { VersionRow } from "@/db/queries/keys";
import type { Policy } from "@/lib/domain/key-sets/policy";
import { endOf } from "@/lib/domain/keys/status";
import type { RefusalCode } from "@/lib/domain/refusals";

/** Why the secret of a version cannot be given out, or null. A suspended key set's can. */
export function retrievalRefusal(version: VersionRow, policy: Policy, now: Date): RefusalCode | null {
  if (version.activatedAt === null) return "key-set-pending";
  if (version.revokedAt !== null) return "secret-wiped";
  const end = endOf(version);
  if (end !== null && end.at <= now) return "secret-wiped";
  if (version.revealOnce && version.revealedAt !== null) return "secret-collected";
  if (version.sealedSecret === null) return "secret-wiped";
  return version.revealOnce || policy.retrievable ? null : "not-retrievable";
}

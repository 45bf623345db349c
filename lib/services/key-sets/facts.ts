import type { VersionRow } from "@/db/queries/keys";
import type { Policy } from "@/lib/domain/key-sets/policy";
import type { KeySetFacts } from "@/lib/domain/keys/key-facts";
import type { Move } from "@/lib/domain/keys/moves";
import type { RefusalCode } from "@/lib/domain/refusals";

/** Why each move is closed now; null = open. What the screens show before the click. */
export type KeySetMoves = Record<Move, RefusalCode | null>;

/** What the rules ask of a key set's policy and application. */
export function setFacts(policy: Policy, applicationSuspended: boolean, anotherValid: boolean): KeySetFacts {
  return { manualRegeneration: policy.manualRegeneration, applicationSuspended, anotherValid };
}

/** Whether a secret that is shown once still waits for whoever collects it. */
export function isUncollected(
  latest: Pick<VersionRow, "revealOnce" | "revealedAt" | "sealedSecret">,
): boolean {
  return latest.revealOnce && latest.revealedAt === null && latest.sealedSecret !== null;
}

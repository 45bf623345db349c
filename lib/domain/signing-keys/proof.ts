/**
 * Whether the next key may sign: every Outpost that is alive has verified a token of it. Of one that nobody hears of,
 * nothing may be hoped: a person says, by name, that it goes on without it.
 */
import type { OutpostState } from "../outposts/state";
import type { RefusalCode } from "../refusals";

export interface OutpostProof {
  id: string;
  state: OutpostState;
  /** What it told of the last canary that it was given. */
  canaryKid: string | null;
  canaryVerified: boolean | null;
}

/** proven = it verifies what the next key signs; refused = it tried, and does not; waiting = it has not told yet. */
export const PROOF_STANDINGS = ["proven", "refused", "waiting", "unknown"] as const;
export type ProofStanding = (typeof PROOF_STANDINGS)[number];

export function proofStanding(
  { state, canaryKid, canaryVerified }: Omit<OutpostProof, "id">,
  nextKid: string,
): ProofStanding {
  const told = canaryKid === nextKid;
  // It has the key, and keeps it: a silence afterwards takes nothing of that away.
  if (told && canaryVerified) return "proven";
  if (state === "unknown") return "unknown";
  return told ? "refused" : "waiting";
}

/** Why the next key may not sign yet, or null where it may. `without` = the Outposts that a person goes on without. */
export function proofRefusal(
  outposts: readonly OutpostProof[],
  nextKid: string,
  without: readonly string[],
): RefusalCode | null {
  const standings = outposts.map((outpost) => ({ id: outpost.id, is: proofStanding(outpost, nextKid) }));
  if (standings.some(({ is }) => is === "refused" || is === "waiting")) return "outposts-unproven";
  return standings.some(({ id, is }) => is === "unknown" && !without.includes(id))
    ? "outposts-unknown"
    : null;
}

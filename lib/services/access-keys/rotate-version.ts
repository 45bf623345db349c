import type { Tx } from "@/db/client";
import type { LockedKey } from "@/db/queries/keys";
import { latestOf } from "@/lib/domain/keys/key-facts";
import type { NewExpiry } from "@/lib/domain/keys/moves";
import { overlapEnd } from "@/lib/domain/keys/overlap";
import { retirementOf } from "@/lib/domain/keys/status";
import type { Outcome } from "../card";
import type { Context } from "../context";
import { type IssuedKey, replaceVersion } from "../keys/replace-version";

export interface RotatedKey extends IssuedKey {
  /** The version that keeps working beside the new one. */
  previous: {
    publicId: string;
    /** Null = until somebody ends the overlap. */
    retiresAt: string | null;
  };
}

type Rotation = { overlap: number | "until-ended"; newExpiry: NewExpiry };

/** Rotates a locked key; `overlap` in hours. */
export async function rotateVersion(
  tx: Tx,
  ctx: Context,
  key: LockedKey,
  { overlap, newExpiry }: Rotation,
): Promise<Outcome<RotatedKey>> {
  const old = key.versions.find((version) => version.id === latestOf(key.facts).id)!;
  const end = overlapEnd(overlap, ctx.now);
  const retiresAt = end && retirementOf(old, end).toISOString();
  const outcome = await replaceVersion(tx, ctx, key, {
    overlap: end,
    newExpiry,
    event: "access-key.rotated",
    facts: { overlap },
  });
  if (!outcome.ok) return outcome;
  return { ...outcome, value: { ...outcome.value, previous: { publicId: old.publicId, retiresAt } } };
}

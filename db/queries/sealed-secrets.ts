/** Sealed secrets that nobody can be given any more. */
import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { endOf } from "@/lib/domain/keys/status";
import type { Db, Tx } from "../client";
import { keyVersions } from "../schema";
import { changedOne } from "./changed-one";
import type { VersionRow } from "./keys";

const AT_ONCE = 1_000;

/** Forgets the secrets of versions that the clock has ended; those of revoked ones went with the revocation. */
export async function forgetEndedSecrets(db: Db, now: Date): Promise<number> {
  // By index: no later than the end of that day, which a rotation due then may carry a version to.
  const soonest = sql`least(${keyVersions.retiresAt}, ${keyVersions.expiresAt})`;
  const at = sql`${now.toISOString()}::timestamptz`;
  // Those that work on past their expiry, beside a secret that waits, must not fill the batch turn after turn.
  const retired = sql`(${keyVersions.retiresAt} is null or ${keyVersions.retiresAt} <= ${at})`;
  const candidates = await db
    .select()
    .from(keyVersions)
    .where(and(isNotNull(keyVersions.sealedSecret), sql`${soonest} <= ${at}`, retired))
    .orderBy(asc(soonest))
    .limit(AT_ONCE);
  const ended = candidates.filter((version) => {
    const end = endOf(version);
    return end !== null && end.at <= now;
  });
  const ids = ended.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const forgotten = await db
    .update(keyVersions)
    .set({ sealedSecret: null })
    .where(and(inArray(keyVersions.id, ids), isNotNull(keyVersions.sealedSecret)))
    .returning({ id: keyVersions.id });
  return forgotten.length;
}

/** Somebody has been shown a secret; what is shown once is forgotten with it. */
export async function markRevealed(
  tx: Tx,
  workspace: WorkspaceId,
  { id, revealOnce, revealedAt }: Pick<VersionRow, "id" | "revealOnce" | "revealedAt">,
  now: Date,
): Promise<void> {
  changedOne(
    await tx
      .update(keyVersions)
      .set({ revealedAt: revealedAt ?? now, ...(revealOnce && { sealedSecret: null }) })
      .where(
        and(
          eq(keyVersions.workspaceId, workspace),
          eq(keyVersions.id, id),
          isNotNull(keyVersions.sealedSecret),
        ),
      )
      .returning({ id: keyVersions.id }),
  );
}

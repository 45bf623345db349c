/** Answers already given, by the caller's idempotency key. */
import { and, eq } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Tx } from "../client";
import { idempotency } from "../schema";
import { changedOne } from "./changed-one";

interface Claim {
  actorId: string;
  key: string;
  /** Command and input: the same key for another request is refused. */
  fingerprint: string;
  at: Date;
}

/** Claims a key for this transaction; waits for another that holds it. Null = ours; else the earlier answer. */
export async function claimIdempotencyKey(
  tx: Tx,
  workspace: WorkspaceId,
  claim: Claim,
): Promise<{ fingerprint: string; answer: unknown } | null> {
  const { actorId, key, fingerprint, at } = claim;
  const claimed = await tx
    .insert(idempotency)
    .values({ workspaceId: workspace, actorId, key, command: fingerprint, answer: {}, at })
    .onConflictDoNothing()
    .returning({ key: idempotency.key });
  if (claimed.length > 0) return null;
  const [earlier] = changedOne(
    await tx
      .select()
      .from(idempotency)
      .where(ofCaller(workspace, actorId, key)),
  );
  return { fingerprint: earlier!.command, answer: earlier!.answer };
}

export async function keepAnswer(
  tx: Tx,
  workspace: WorkspaceId,
  kept: { actorId: string; key: string; answer: unknown },
): Promise<void> {
  changedOne(
    await tx
      .update(idempotency)
      .set({ answer: kept.answer })
      .where(ofCaller(workspace, kept.actorId, kept.key))
      .returning({ key: idempotency.key }),
  );
}

function ofCaller(workspace: WorkspaceId, actorId: string, key: string) {
  return and(
    eq(idempotency.workspaceId, workspace),
    eq(idempotency.actorId, actorId),
    eq(idempotency.key, key),
  );
}

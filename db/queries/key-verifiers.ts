/** Where keys were checked: at the gates, or at an Outpost, by name. */
import { and, desc, eq, gte, max, notInArray, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import { EXCHANGED, PASSED } from "@/lib/domain/keys/outcomes";
import type { Db } from "../client";
import { type callers, outposts, usage, verifiers } from "../schema";

/** A verifier that is no Outpost is a gate. */
export const atOutpost = (table: typeof usage | typeof callers, workspace: WorkspaceId) =>
  and(eq(outposts.workspaceId, workspace), eq(outposts.id, table.verifierId));

/** Of a group of callers: whether a gate was asked, and which Outposts they came through. */
export const through = {
  atGate: sql<boolean>`bool_or(${outposts.id} is null)`,
  outposts: sql<
    string[]
  >`coalesce(json_agg(distinct ${outposts.name}) filter (where ${outposts.name} is not null), '[]')`,
};

export interface VerifierUse {
  kind: "gate" | "outpost";
  /** Of gates: null = those that run no more. */
  name: string | null;
  /** An Outpost that is no more: another may have its name by now. */
  removed: boolean;
  verified: number;
  refused: number;
  /** Tokens issued for it. */
  issued: number;
  lastAt: Date;
}

/** Who checked a key since an instant (taken to the hour), the latest first. */
export async function verifiersOf(
  db: Db,
  workspace: WorkspaceId,
  keyId: string,
  since: Date,
): Promise<VerifierUse[]> {
  const calls = (which: ReturnType<typeof eq>) =>
    sql<string>`coalesce(sum(${usage.calls}) filter (where ${which}), 0)`;
  const rows = await db
    .select({
      outpost: outposts.name,
      removedAt: outposts.removedAt,
      gate: verifiers.name,
      verified: calls(eq(usage.outcome, "valid")),
      issued: calls(eq(usage.outcome, EXCHANGED)),
      refused: calls(notInArray(usage.outcome, [...PASSED])),
      lastAt: max(usage.lastAt),
    })
    .from(usage)
    .leftJoin(outposts, atOutpost(usage, workspace))
    .leftJoin(verifiers, eq(verifiers.id, usage.verifierId))
    .where(and(eq(usage.workspaceId, workspace), eq(usage.keyId, keyId), gte(usage.hour, since)))
    .groupBy(outposts.id, verifiers.name)
    .orderBy(desc(max(usage.lastAt)));
  return rows.map(({ outpost, removedAt, gate, lastAt, ...counts }) => ({
    kind: outpost === null ? "gate" : "outpost",
    name: outpost ?? gate,
    removed: removedAt !== null,
    verified: Number(counts.verified),
    refused: Number(counts.refused),
    issued: Number(counts.issued),
    lastAt: lastAt!,
  }));
}

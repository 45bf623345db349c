import type { Db } from "@/db/client";
import {
  type CallerRow,
  callersOf,
  type DayOfUsage,
  type KeyDetail,
  type UsageByOutcome,
  usageByDay,
  usageOf,
} from "@/db/queries/key-detail";
import { type VerifierUse, verifiersOf } from "@/db/queries/key-verifiers";
import { liveVersions, worksNow } from "@/lib/domain/keys/key-facts";
import { hasPassed } from "@/lib/domain/keys/outcomes";
import { callsPerHour, type Risk, rateSince, riskOf } from "@/lib/domain/keys/withdrawal-risk";
import type { LiveTokens } from "@/lib/domain/tokens/live-tokens";
import type { Context } from "../context";
import { shownTo, type Through, throughOutposts } from "../outposts/shown-to";
import { liveTokensOfKeys } from "../tokens/live-tokens";

export interface KeyUsage {
  /** Calls of the last 30 days by outcome: `valid`, `exchanged`, or why they were denied. */
  outcomes: UsageByOutcome[];
  /** The same of the last 24 hours, taken to the hour. */
  lastDay: UsageByOutcome[];
  lastWeek: UsageByOutcome[];
  days: DayOfUsage[];
  /** Where it was checked in those days, the latest first. An Outpost has no name for those who may not see Outposts. */
  verifiers: VerifierUse[];
  /** Live tokens that it got: they go with it. None, once it is withdrawn or disabled. */
  tokens: LiveTokens;
  /** The twenty latest callers. */
  callers: Through<CallerRow>[];
  /** Calls per hour that pass now. */
  perHour: number;
  /** The last call that passed, to the second. */
  lastUsedAt: Date | null;
  /** What a withdrawal would cut. */
  risk: Risk;
}

/** How many days the usage of a key goes back. */
export const USAGE_DAYS = 30;

/** Who used a key of whatever kind, how often, and what was denied: the evidence before it is withdrawn. */
export async function usageOfKey(db: Db, ctx: Context, key: KeyDetail): Promise<KeyUsage> {
  const { id } = key.row;
  const ago = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000);
  const since = ago(USAGE_DAYS);
  const versions = liveVersions(key.facts, ctx.now);
  const live = versions.map((version) => version.id);
  const [outcomes, lastWeek, lastDay, uncut, days, verifiers, tokens, callers] = await Promise.all([
    usageOf(db, ctx.workspace, id, since),
    usageOf(db, ctx.workspace, id, ago(7)),
    usageOf(db, ctx.workspace, id, ago(1)),
    // Only what a withdrawal would cut: the calls of a secret that has ended fail already.
    usageOf(db, ctx.workspace, id, rateSince(ctx.now), live),
    usageByDay(db, ctx.workspace, id, since),
    verifiersOf(db, ctx.workspace, id, since),
    liveTokensOfKeys(db, ctx.workspace, [id], ctx.now),
    callersOf(db, ctx.workspace, id, { limit: 20 }),
  ]);
  const calls = uncut.filter(({ outcome }) => hasPassed(outcome)).reduce((n, row) => n + row.calls, 0);
  // In order of generation: the first is the oldest.
  const lately = { calls, since: versions[0]?.activatedAt ?? null };
  const { lastUsedAt } = key;
  const shown = shownTo(ctx);
  return {
    outcomes,
    lastDay,
    lastWeek,
    days,
    verifiers: verifiers.map((one) => (one.kind === "gate" ? one : { ...one, name: shown(one.name) })),
    tokens,
    callers: throughOutposts(ctx, callers),
    perHour: callsPerHour([lately], ctx.now),
    lastUsedAt,
    risk: riskOf({ works: worksNow(key.facts, ctx.now), lastUsedAt }, ctx.now),
  };
}

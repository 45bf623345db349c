import { setTimeout as sleep } from "node:timers/promises";
import { headRevision, liveGates, type VerifierRow } from "@/db/queries/feed";
import { outpostsSeenSince } from "@/db/queries/outposts";
import { ACK_LIMIT_MS } from "@/lib/domain/feed/lease";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { SEEN_WITHIN_MS } from "@/lib/domain/outposts/state";
import type { Context } from "./context";
import { database } from "./database";
import { inTime } from "./gate/in-time";
import { shownTo } from "./outposts/shown-to";

/**
 * Waits until every live gate has reported a committed revision, or until every lease granted before the commit has
 * run out. Either way nothing that the revision withdrew passes any gate afterwards. Called after the commit, at once.
 * Within the same time it waits for the Outposts that were heard of lately, so that the receipt can name them
 * to those who may see them: they are promised nothing, and hold up nobody for longer than a silent gate does.
 */
export function acknowledge(ctx: Context, revision: number): Promise<Receipt> {
  return waitFor(ctx, revision, true);
}

async function waitFor(ctx: Context, revision: number, alsoOutposts: boolean): Promise<Receipt> {
  const committedAt = ctx.elapsedMs();
  let gates: VerifierRow[] | null = null;
  let outposts: Applied = { reported: [], silent: [] };
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 25)) {
    // A failed look says nothing about anybody: then the leases decide.
    const leftMs = Math.max(50, ACK_LIMIT_MS - (ctx.elapsedMs() - committedAt));
    const [seen, seenOutposts]: [VerifierRow[] | null, Applied | null] = await Promise.all([
      inTime(liveGates(database()), leftMs).catch(() => null),
      inTime(outpostsApplying(ctx, revision), leftMs).catch(() => null),
    ]);
    gates = seen ?? gates;
    outposts = seenOutposts ?? outposts;
    const elapsedMs = ctx.elapsedMs() - committedAt;
    const silent = (gates ?? []).filter((gate) => gate.appliedRevision < revision);
    const allReported = seen !== null && silent.length === 0;
    const allApplied = !alsoOutposts || outposts.silent.length === 0;
    if ((allReported && allApplied) || elapsedMs >= ACK_LIMIT_MS) {
      const reported = (gates ?? []).filter((gate) => gate.appliedRevision >= revision);
      const unseen = gates === null ? [UNSEEN] : names(silent);
      const rounded = Math.round(elapsedMs);
      return { revision, reported: names(reported), silent: unseen, outposts, elapsedMs: rounded };
    }
    await sleep(Math.min(pauseMs, ACK_LIMIT_MS - elapsedMs));
  }
}

type Applied = Receipt["outposts"];

/** The Outposts that were heard of lately, by whether they have applied a revision. */
async function outpostsApplying(ctx: Context, revision: number): Promise<Applied> {
  const since = new Date(ctx.now.getTime() - SEEN_WITHIN_MS);
  const rows = await outpostsSeenSince(database(), ctx.workspace, since);
  const shown = shownTo(ctx);
  const hasApplied = (row: (typeof rows)[number]) =>
    row.appliedGeneration === row.generation && (row.appliedRevision ?? 0) >= revision;
  return {
    reported: rows.filter(hasApplied).map(({ name }) => shown(name)),
    silent: rows.filter((row) => !hasApplied(row)).map(({ name }) => shown(name)),
  };
}

/** Stands on a receipt where the database went away before anybody could be asked. */
const UNSEEN = "every gate there is";

/**
 * Waits until what somebody else withdrew a moment ago is enforced too. Called before a status is told: a page, a
 * replayed answer or a refusal must not say "revoked" of a key that some gate still lets through.
 */
export async function settle(ctx: Context): Promise<Receipt> {
  return waitFor(ctx, await headRevision(database()), false);
}

function names(gates: VerifierRow[]): string[] {
  return gates.map((gate) => gate.name);
}

import { setTimeout as sleep } from "node:timers/promises";
import { headRevision, liveGates, type VerifierRow } from "@/db/queries/feed";
import { ACK_LIMIT_MS } from "@/lib/domain/feed/lease";
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { Context } from "./context";
import { database } from "./database";
import { inTime } from "./gate/in-time";

/**
 * Waits until every live gate has reported a committed revision, or until every lease granted before the commit has
 * run out. Either way nothing that the revision withdrew passes any gate afterwards. Called after the commit, at once.
 */
export async function acknowledge(ctx: Context, revision: number): Promise<Receipt> {
  const committedAt = ctx.elapsedMs();
  let gates: VerifierRow[] | null = null;
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 25)) {
    // A failed look says nothing about anybody: then the leases decide.
    const leftMs = Math.max(50, ACK_LIMIT_MS - (ctx.elapsedMs() - committedAt));
    const seen: VerifierRow[] | null = await inTime(liveGates(database()), leftMs).catch(() => null);
    gates = seen ?? gates;
    const elapsedMs = ctx.elapsedMs() - committedAt;
    const silent = (gates ?? []).filter((gate) => gate.appliedRevision < revision);
    if ((seen !== null && silent.length === 0) || elapsedMs >= ACK_LIMIT_MS) {
      const reported = (gates ?? []).filter((gate) => gate.appliedRevision >= revision);
      const unseen = gates === null ? [UNSEEN] : names(silent);
      return { revision, reported: names(reported), silent: unseen, elapsedMs: Math.round(elapsedMs) };
    }
    await sleep(Math.min(pauseMs, ACK_LIMIT_MS - elapsedMs));
  }
}

/** Stands on a receipt where the database went away before anybody could be asked. */
const UNSEEN = "every gate there is";

/**
 * Waits until what somebody else withdrew a moment ago is enforced too. Called before a status is told: a page, a
 * replayed answer or a refusal must not say "revoked" of a key that some gate still lets through.
 */
export async function settle(ctx: Context): Promise<Receipt> {
  return acknowledge(ctx, await headRevision(database()));
}

function names(gates: VerifierRow[]): string[] {
  return gates.map((gate) => gate.name);
}

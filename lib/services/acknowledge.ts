import { setTimeout as sleep } from "node:timers/promises";
import { liveGates, type VerifierRow } from "@/db/queries/feed";
import { ACK_LIMIT_MS } from "@/lib/domain/feed/lease";
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { Context } from "./context";
import { database } from "./database";

/**
 * Waits until every live gate has reported a committed revision, or until every lease granted before the commit has
 * run out. Either way nothing that the revision withdrew passes any gate afterwards. Called after the commit, at once.
 */
export async function acknowledge(ctx: Context, revision: number): Promise<Receipt> {
  const committedAt = ctx.elapsedMs();
  let gates: VerifierRow[] | null = null;
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 25)) {
    // A failed look says nothing about anybody: then the leases decide.
    const seen: VerifierRow[] | null = await liveGates(database()).catch(() => null);
    gates = seen ?? gates;
    const elapsedMs = ctx.elapsedMs() - committedAt;
    const silent = (gates ?? []).filter((gate) => gate.appliedRevision < revision);
    if ((seen !== null && silent.length === 0) || elapsedMs >= ACK_LIMIT_MS) {
      const reported = (gates ?? []).filter((gate) => gate.appliedRevision >= revision);
      return { revision, reported: names(reported), silent: names(silent), elapsedMs: Math.round(elapsedMs) };
    }
    await sleep(Math.min(pauseMs, ACK_LIMIT_MS - elapsedMs));
  }
}

function names(gates: VerifierRow[]): string[] {
  return gates.map((gate) => gate.name);
}

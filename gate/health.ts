import { databaseAnswers } from "@/lib/services/gate/ask-alive";
import type { GateLog } from "./gate-log";
import { answerJson, type Exchange } from "./http/exchange";
import { andThen } from "./http/failure";
import { refuse, wrongMethod } from "./http/problem";

export interface Readiness {
  ready: boolean;
  checks: Record<string, boolean>;
}

/** The console beside a gate: whether it is up, and whether the start still waits for it. */
export interface Pages {
  up: boolean;
  awaited: boolean;
}

let asked: Promise<boolean> | null = null;

/**
 * Whether traffic should come here. A gate without its lease still answers, out of the database, so the database alone
 * decides; the master key has proven itself on it before there was a gate. The lease is shown because its loss makes
 * every call slower. Whoever holds it has just heard from the database; else it is asked once for all, so that strangers
 * at `/readyz` cannot take up the pool. Where the process serves the pages too, its start is not over before they are up.
 * Pages that go later are shown and no more: calls do not need them, and would be refused where traffic is turned away.
 */
export async function readiness(verifier: { holdsLease(): boolean }, pages?: Pages): Promise<Readiness> {
  const feed = verifier.holdsLease();
  asked ??= feed
    ? null
    : databaseAnswers().finally(() => {
        asked = null;
      });
  const database = feed || (await asked) === true;
  const ready = database && (pages === undefined || pages.up || !pages.awaited);
  return { ready, checks: { database, feed, ...(pages && { console: pages.up }) } };
}

/** `/healthz`: this process answers. `/readyz`: it can do its work. Open to anyone; they tell nothing that is secret. */
export function answerHealth(
  exchange: Exchange,
  path: "/healthz" | "/readyz",
  ready: () => Promise<Readiness>,
  log: GateLog,
): void {
  const { method } = exchange.req;
  if (method !== "GET" && method !== "HEAD") refuse(exchange, wrongMethod(["GET", "HEAD"]));
  else if (path === "/healthz") answerJson(exchange, 200, { alive: true });
  else andThen(exchange, log, ready(), (facts) => answerJson(exchange, facts.ready ? 200 : 503, facts));
}

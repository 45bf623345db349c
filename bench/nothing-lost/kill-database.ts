import { setTimeout as sleep } from "node:timers/promises";
import { awakeMs } from "../testing/awake";
import { openOwnHub } from "./own-hub";
import { broken, type Entry, servesWithinMs, startStream } from "./stream";

export interface DatabaseKills {
  kills: number;
  created: number;
  revoked: number;
  /** 503s that were answered meanwhile. */
  unavailable: number;
  /** Longest time from PostgreSQL's return to the next acknowledged change. */
  slowestServiceMs: number;
  faults: string[];
}

const back = "PostgreSQL is back";

/** Ends PostgreSQL again and again under load. The hub lives on, says 503 meanwhile, and serves again at once. */
export async function killDatabase(
  signals: readonly NodeJS.Signals[],
  log: (line: string) => void,
): Promise<DatabaseKills> {
  const hub = await openOwnHub();
  const all: Entry[] = [];
  const faults: string[] = [];
  let slowestServiceMs = 0;
  let unavailable = 0;
  let kill = 0;
  try {
    for (const signal of signals) {
      const stream = startStream(hub.url, hub.key);
      await stream.underWay();
      await sleep(Math.random() * 300);
      const returns = () => hub.program().stdout().split(back).length;
      const before = returns();
      hub.signalDatabase(signal);
      await until(() => returns() > before, 30_000, "PostgreSQL is not brought back");
      const backAt = awakeMs();
      await until(() => stream.lastChangeAt() > backAt, 30_000, "no change is acknowledged any more");
      const tookMs = awakeMs() - backAt;
      await stream.stop();
      slowestServiceMs = Math.max(slowestServiceMs, tookMs);
      if (tookMs > servesWithinMs) faults.push(`served again only after ${Math.round(tookMs)} ms`);
      if ((stream.answers.get(0) ?? 0) > 0) faults.push("a connection broke instead of an answer");
      unavailable += stream.answers.get(503) ?? 0;
      faults.push(...stream.faults, ...(await broken(hub.url, hub.key, stream.ledger)));
      all.push(...stream.ledger);
      kill += 1;
      if (kill % 10 === 0 || kill === signals.length)
        log(
          `${kill} times: ${all.length} keys acknowledged, slowest service ${Math.round(slowestServiceMs)} ms`,
        );
    }
    if (hub.program().child.exitCode !== null) faults.push("the hub has ended");
    faults.push(...(await broken(hub.url, hub.key, all)));
    const report = await hub.auditReport();
    if (!report.intact) faults.push(`the audit log is ${report.finding} at ${report.brokenAt}`);
    const revoked = all.filter((entry) => entry.known === "revoked").length;
    return { kills: kill, created: all.length, revoked, unavailable, slowestServiceMs, faults };
  } finally {
    await hub.close();
  }
}

async function until(holds: () => boolean, withinMs: number, otherwise: string): Promise<void> {
  const startedAt = performance.now();
  while (!holds()) {
    if (performance.now() - startedAt > withinMs) throw new Error(otherwise);
    await sleep(5);
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import { openOwnHub } from "./own-hub";
import { broken, type Entry, startStream } from "./stream";

export interface HubKills {
  kills: number;
  /** Acknowledged in all. */
  created: number;
  revoked: number;
  /** Longest time from a death until programs are answered. */
  slowestReturnMs: number;
  /** What must be empty. */
  faults: string[];
}

const backWithinMs = 10_000;

/** Kills the hub again and again in the middle of creates and revokes, and holds it to every acknowledgement. */
export async function killHub(kills: number, log: (line: string) => void): Promise<HubKills> {
  const hub = await openOwnHub();
  const all: Entry[] = [];
  const faults: string[] = [];
  let slowestReturnMs = 0;
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const stream = startStream(hub.url, hub.key);
      await stream.underWay();
      await sleep(Math.random() * 300);
      const returning = hub.killAndStart();
      await stream.stop();
      const tookMs = await returning;
      slowestReturnMs = Math.max(slowestReturnMs, tookMs);
      if (tookMs > backWithinMs) faults.push(`back only after ${Math.round(tookMs)} ms`);
      faults.push(...stream.faults, ...(await broken(hub.url, hub.key, stream.ledger)));
      all.push(...stream.ledger);
      if (kill % 10 === 0 || kill === kills)
        log(
          `${kill} kills: ${all.length} keys acknowledged, slowest return ${Math.round(slowestReturnMs)} ms`,
        );
    }
    faults.push(...(await broken(hub.url, hub.key, all)));
    const report = await hub.auditReport();
    if (!report.intact) faults.push(`the audit log is ${report.finding} at ${report.brokenAt}`);
    const revoked = all.filter((entry) => entry.known === "revoked").length;
    if (report.events < all.length + revoked)
      faults.push(`${report.events} events for ${all.length} + ${revoked} changes`);
    return { kills, created: all.length, revoked, slowestReturnMs, faults };
  } finally {
    await hub.close();
  }
}

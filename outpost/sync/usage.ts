import type { VerdictCode } from "@/lib/domain/keys/verdict";
import type { SyncedRecord } from "./wire";

const hourMs = 3_600_000;
/** So many come together only while the hub is away for long. */
const mostRows = 100_000;

export interface UsageRow {
  versionId: string;
  keyId: string;
  /** Beginning of the hour. */
  hour: string;
  outcome: VerdictCode;
  calls: number;
  lastAt: string;
}

interface Tally {
  hourMs: number;
  outcome: VerdictCode;
  calls: number;
  lastAtMs: number;
}

/** Calls of key versions since they were last told to the hub. */
export class UsageCounter {
  /** By version: a record may be read anew while it is counted. */
  readonly #tallies = new Map<string, { keyId: string; tallies: Tally[] }>();
  #rows = 0;
  /** Calls for which there was no room any more. */
  lost = 0;

  /** Of several calls within one hour, in whatever order they are told. */
  add({ versionId, keyId }: SyncedRecord, outcome: VerdictCode, calls: number, lastAtMs: number): void {
    const hour = lastAtMs - (lastAtMs % hourMs);
    let counted = this.#tallies.get(versionId);
    const tally = counted?.tallies.find((known) => known.outcome === outcome && known.hourMs === hour);
    if (tally) {
      tally.calls += calls;
      tally.lastAtMs = Math.max(tally.lastAtMs, lastAtMs);
      return;
    }
    if (this.#rows >= mostRows) {
      this.lost += calls;
      return;
    }
    if (!counted) {
      counted = { keyId, tallies: [] };
      this.#tallies.set(versionId, counted);
    }
    counted.tallies.push({ hourMs: hour, outcome, calls, lastAtMs });
    this.#rows += 1;
  }

  get rows(): number {
    return this.#rows;
  }

  /** At most so many rows, which are then no longer counted here. */
  take(most: number): UsageRow[] {
    const taken: UsageRow[] = [];
    for (const [versionId, { keyId, tallies }] of this.#tallies) {
      while (tallies.length > 0 && taken.length < most)
        taken.push({ versionId, keyId, ...countedIn(tallies.pop()!) });
      if (tallies.length > 0) break;
      this.#tallies.delete(versionId);
      if (taken.length >= most) break;
    }
    this.#rows -= taken.length;
    return taken;
  }
}

function countedIn({ hourMs, outcome, calls, lastAtMs }: Tally) {
  return {
    hour: new Date(hourMs).toISOString(),
    outcome,
    calls,
    lastAt: new Date(lastAtMs).toISOString(),
  };
}

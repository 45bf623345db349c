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
  readonly #tallies = new Map<SyncedRecord, Tally[]>();
  #rows = 0;
  /** Calls for which there was no room any more. */
  lost = 0;

  count(record: SyncedRecord, outcome: VerdictCode, nowMs: number): void {
    const hour = nowMs - (nowMs % hourMs);
    let tallies = this.#tallies.get(record);
    if (tallies)
      for (const tally of tallies) {
        if (tally.outcome !== outcome || tally.hourMs !== hour) continue;
        tally.calls += 1;
        tally.lastAtMs = nowMs;
        return;
      }
    if (this.#rows >= mostRows) {
      this.lost += 1;
      return;
    }
    if (!tallies) {
      tallies = [];
      this.#tallies.set(record, tallies);
    }
    tallies.push({ hourMs: hour, outcome, calls: 1, lastAtMs: nowMs });
    this.#rows += 1;
  }

  get rows(): number {
    return this.#rows;
  }

  /** At most so many rows, which are then no longer counted here. */
  take(most: number): UsageRow[] {
    const taken: UsageRow[] = [];
    for (const [record, tallies] of this.#tallies) {
      while (tallies.length > 0 && taken.length < most) taken.push(rowOf(record, tallies.pop()!));
      if (tallies.length > 0) break;
      this.#tallies.delete(record);
      if (taken.length >= most) break;
    }
    this.#rows -= taken.length;
    return taken;
  }
}

function rowOf({ versionId, keyId }: SyncedRecord, tally: Tally): UsageRow {
  const { outcome, calls } = tally;
  const hour = new Date(tally.hourMs).toISOString();
  return { versionId, keyId, hour, outcome, calls, lastAt: new Date(tally.lastAtMs).toISOString() };
}

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

/** Calls of one key version, in one hour, of one outcome. */
export interface UsageTally {
  readonly hourMs: number;
  readonly outcome: VerdictCode;
  calls: number;
  lastAtMs: number;
  /** Nothing is counted in it any more. */
  isTaken: boolean;
}

/** Calls of key versions since they were last told to the hub. */
export class UsageCounter {
  /** By version: a record may be read anew while it is counted. */
  readonly #tallies = new Map<string, { keyId: string; tallies: UsageTally[] }>();
  #rows = 0;
  /** Calls for which there was no room any more. */
  lost = 0;

  /** `last` = where a call of the same version was counted last: mostly the next one belongs there too. Null = no room. */
  count(
    record: SyncedRecord,
    outcome: VerdictCode,
    nowMs: number,
    last: UsageTally | null = null,
  ): UsageTally | null {
    const hour = nowMs - (nowMs % hourMs);
    const isThere = last && !last.isTaken && last.outcome === outcome && last.hourMs === hour;
    const tally = isThere ? last : this.#tallyOf(record, outcome, hour);
    if (tally === null) {
      this.lost += 1;
      return null;
    }
    tally.calls += 1;
    tally.lastAtMs = nowMs;
    return tally;
  }

  #tallyOf({ versionId, keyId }: SyncedRecord, outcome: VerdictCode, hour: number): UsageTally | null {
    let counted = this.#tallies.get(versionId);
    const known = counted?.tallies.find((tally) => tally.outcome === outcome && tally.hourMs === hour);
    if (known) return known;
    if (this.#rows >= mostRows) return null;
    if (!counted) {
      counted = { keyId, tallies: [] };
      this.#tallies.set(versionId, counted);
    }
    const begun = { hourMs: hour, outcome, calls: 0, lastAtMs: 0, isTaken: false };
    counted.tallies.push(begun);
    this.#rows += 1;
    return begun;
  }

  get rows(): number {
    return this.#rows;
  }

  /** At most so many rows, which are then no longer counted here. */
  take(most: number): UsageRow[] {
    const taken: UsageRow[] = [];
    for (const [versionId, { keyId, tallies }] of this.#tallies) {
      while (tallies.length > 0 && taken.length < most)
        taken.push({ versionId, keyId, ...takenFrom(tallies.pop()!) });
      if (tallies.length > 0) break;
      this.#tallies.delete(versionId);
      if (taken.length >= most) break;
    }
    this.#rows -= taken.length;
    return taken;
  }
}

function takenFrom(tally: UsageTally) {
  tally.isTaken = true;
  const { hourMs, outcome, calls, lastAtMs } = tally;
  return {
    hour: new Date(hourMs).toISOString(),
    outcome,
    calls,
    lastAt: new Date(lastAtMs).toISOString(),
  };
}

import type { VerdictCode } from "@/lib/domain/keys/verdict";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { CallerRow, UsageRow } from "@/lib/services/gate/write-usage";
import { storable } from "./storable";

const hourLengthMs = 3_600_000;
/** Different counts kept at once: more than that come together only while the database is away for long. */
const mostRows = 500_000;
const mostCallers = 100_000;

interface Tally extends UsageRow {
  /** The same version's count of another outcome. */
  next: Tally | null;
}

export interface Counts {
  usage: UsageRow[];
  callers: CallerRow[];
  /** Key id -> when it was last used, Unix milliseconds. */
  used: Map<string, number>;
  /** Calls for which there was no room any more. */
  lost: number;
}

/** Calls counted in memory since the last batch. Every call on the way to its answer passes here, so it is cheap. */
export class UsageCounter {
  #hourEndsMs = 0;
  #tallies = new Map<string, Tally>();
  #rows: UsageRow[] = [];
  #callers = new Map<string, CallerRow>();
  #used = new Map<string, number>();
  #lost = 0;

  /** Counts one call of a key version by its outcome. */
  count(record: StoredRecord, outcome: VerdictCode, nowMs: number): void {
    if (nowMs >= this.#hourEndsMs) this.#turnHour(nowMs);
    const first = this.#tallies.get(record.versionId) ?? null;
    let tally = first;
    while (tally !== null && tally.outcome !== outcome) tally = tally.next;
    if (tally === null) this.#begin(record, outcome, nowMs, first);
    else {
      tally.calls += 1;
      tally.lastAtMs = nowMs;
    }
  }

  /** Counts where a call came from. The texts are a stranger's. */
  countCaller(record: StoredRecord, ip: string | null, userAgent: string | null, nowMs: number): void {
    const place = storable(ip ?? "", 45);
    const agent = storable(userAgent ?? "", 256);
    if (place === "" && agent === "") return;
    const name = `${record.versionId} ${place} ${agent}`;
    const caller = this.#callers.get(name);
    if (caller) {
      caller.calls += 1;
      caller.lastAtMs = nowMs;
    } else if (this.#callers.size < mostCallers) {
      const { workspaceId, keyId, versionId } = record;
      const whose = { workspaceId, keyId, versionId, ip: place, userAgent: agent };
      this.#callers.set(name, { ...whose, calls: 1, firstAtMs: nowMs, lastAtMs: nowMs });
    }
  }

  /** Notes that a key was used, without counting a call. */
  touch(record: StoredRecord, nowMs: number): void {
    this.#used.set(record.keyId, nowMs);
  }

  /** Hands over everything counted so far, and starts anew. */
  take(): Counts {
    const counts = {
      usage: this.#rows,
      callers: [...this.#callers.values()],
      used: this.#used,
      lost: this.#lost,
    };
    for (const row of this.#rows) if (row.outcome === "valid") counts.used.set(row.keyId, row.lastAtMs);
    this.#tallies = new Map();
    this.#rows = [];
    this.#callers = new Map();
    this.#used = new Map();
    this.#lost = 0;
    return counts;
  }

  #begin(record: StoredRecord, outcome: VerdictCode, nowMs: number, next: Tally | null): void {
    if (this.#rows.length >= mostRows) {
      this.#lost += 1;
      return;
    }
    const { workspaceId, keyId, versionId } = record;
    const hourMs = this.#hourEndsMs - hourLengthMs;
    const tally = { workspaceId, keyId, versionId, hourMs, outcome, calls: 1, lastAtMs: nowMs, next };
    this.#rows.push(tally);
    this.#tallies.set(versionId, tally);
  }

  /** Counts of another hour are other rows. */
  #turnHour(nowMs: number): void {
    this.#hourEndsMs = (Math.floor(nowMs / hourLengthMs) + 1) * hourLengthMs;
    this.#tallies = new Map();
  }
}

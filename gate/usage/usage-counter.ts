import type { VerdictCode } from "@/lib/domain/keys/verdict";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { CallerRow, UsageRow } from "@/lib/services/gate/write-usage";
import { storable } from "./storable";

const hourLengthMs = 3_600_000;
/** Different counts kept at once: more than that come together only while the database is away for long. */
const mostRows = 500_000;
const mostCallers = 100_000;
/** Different callers of one key version between two batches; a stranger can invent any number of them. */
const mostOfVersion = 200;
/** All further ones together. */
const others = { ip: "", userAgent: "other" };

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
  /** Calls whose callers there was no room for any more. */
  lostCallers: number;
}

/** Calls counted in memory since the last batch. Every call on the way to its answer passes here, so it is cheap. */
export class UsageCounter {
  #hourEndsMs = 0;
  #tallies = new Map<string, Tally>();
  #rows: UsageRow[] = [];
  #callers = new Map<string, CallerRow>();
  /** Version id -> how many of the callers are its own. */
  #callersOf = new Map<string, number>();
  #used = new Map<string, number>();
  #lost = 0;
  #lostCallers = 0;
  #taken: ReadonlyMap<string, number> = new Map();

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
    const caller =
      this.#callers.get(nameOf(record.versionId, place, agent)) ??
      this.#beginCaller(record, place, agent, nowMs);
    if (caller === null) this.#lostCallers += 1;
    else {
      caller.calls += 1;
      caller.lastAtMs = nowMs;
    }
  }

  /** Notes that a key was used, without counting a call. */
  touch(record: StoredRecord, nowMs: number): void {
    this.#used.set(record.keyId, nowMs);
  }

  /** Rows that wait for their batch: counts, and callers. */
  get waiting(): number {
    return this.#rows.length + this.#callers.size;
  }

  /** Calls by outcome since the start, as far as they have been taken, and those since. */
  totals(): ReadonlyMap<string, number> {
    const totals = new Map(this.#taken);
    for (const { outcome, calls } of this.#rows) totals.set(outcome, (totals.get(outcome) ?? 0) + calls);
    return totals;
  }

  /** Hands over everything counted so far, and starts anew. */
  take(): Counts {
    const counts = {
      usage: this.#rows,
      callers: [...this.#callers.values()],
      used: this.#used,
      lost: this.#lost,
      lostCallers: this.#lostCallers,
    };
    this.#taken = this.totals();
    for (const row of this.#rows) if (row.outcome === "valid") counts.used.set(row.keyId, row.lastAtMs);
    this.#tallies = new Map();
    this.#rows = [];
    this.#callers = new Map();
    this.#callersOf = new Map();
    this.#used = new Map();
    this.#lost = 0;
    this.#lostCallers = 0;
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

  /** The row of a caller that has none; null where there is no room. */
  #beginCaller(record: StoredRecord, place: string, agent: string, nowMs: number): CallerRow | null {
    const { workspaceId, keyId, versionId } = record;
    const before = this.#callersOf.get(versionId) ?? 0;
    const { ip, userAgent } = before < mostOfVersion ? { ip: place, userAgent: agent } : others;
    const name = nameOf(versionId, ip, userAgent);
    const known = this.#callers.get(name);
    if (known) return known;
    if (this.#callers.size >= mostCallers) return null;
    const begun = {
      workspaceId,
      keyId,
      versionId,
      ip,
      userAgent,
      calls: 0,
      firstAtMs: nowMs,
      lastAtMs: nowMs,
    };
    this.#callers.set(name, begun);
    this.#callersOf.set(versionId, before + 1);
    return begun;
  }

  /** Counts of another hour are other rows. */
  #turnHour(nowMs: number): void {
    this.#hourEndsMs = (Math.floor(nowMs / hourLengthMs) + 1) * hourLengthMs;
    this.#tallies = new Map();
  }
}

function nameOf(versionId: string, ip: string, userAgent: string): string {
  return `${versionId} ${ip} ${userAgent}`;
}

import { storable } from "@/lib/domain/storable";
import type { SyncedRecord } from "./wire";

/** Where a call comes from, as far as it is known; the texts are a stranger's. */
export interface Caller {
  ip: string | null;
  userAgent: string | null;
}

export interface CallerRow {
  versionId: string;
  keyId: string;
  ip: string;
  userAgent: string;
  calls: number;
  firstAt: string;
  lastAt: string;
}

/** Calls of one key version from one caller. */
export interface CallerTally {
  readonly record: SyncedRecord;
  readonly ip: string;
  readonly userAgent: string;
  readonly firstAtMs: number;
  calls: number;
  lastAtMs: number;
  /** Nothing is counted in it any more. */
  isTaken: boolean;
}

/** So many come together only while the hub is away for long. */
const mostCallers = 20_000;
/** Different callers of one key version; a stranger can invent any number of them. */
const mostOfVersion = 200;
/** All further ones together. */
const others = { ip: "", userAgent: "other" };

/** Callers of key versions since they were last told to the hub. */
export class CallerCounter {
  readonly #tallies = new Map<string, CallerTally>();
  readonly #ofVersion = new Map<string, number>();

  /** `last` = where a call of the same version was counted last: mostly the next one belongs there too. Null = not counted. */
  count(
    record: SyncedRecord,
    caller: Caller,
    nowMs: number,
    last: CallerTally | null = null,
  ): CallerTally | null {
    const tally = last && isOf(last, caller) ? last : this.#tallyOf(record, caller, nowMs);
    if (tally === null) return null;
    tally.calls += 1;
    tally.lastAtMs = nowMs;
    return tally;
  }

  /** Null where there is nothing to say of the caller, or no room for it. */
  #tallyOf(record: SyncedRecord, { ip, userAgent }: Caller, nowMs: number): CallerTally | null {
    const place = storable(ip ?? "", 45);
    const agent = storable(userAgent ?? "", 256).trim();
    if (place === "" && agent === "") return null;
    const name = nameOf(record.versionId, place, agent);
    return this.#tallies.get(name) ?? this.#begin(record, place, agent, nowMs);
  }

  get rows(): number {
    return this.#tallies.size;
  }

  /** At most so many rows, which are then no longer counted here. */
  take(most: number): CallerRow[] {
    const taken: CallerRow[] = [];
    for (const [name, tally] of this.#tallies) {
      if (taken.length >= most) break;
      taken.push(rowOf(tally));
      tally.isTaken = true;
      this.#tallies.delete(name);
    }
    if (this.#tallies.size === 0) this.#ofVersion.clear();
    return taken;
  }

  /** The tally of a caller that has none; null where there is no room. */
  #begin(record: SyncedRecord, place: string, agent: string, nowMs: number): CallerTally | null {
    const { versionId } = record;
    const before = this.#ofVersion.get(versionId) ?? 0;
    const { ip, userAgent } = before < mostOfVersion ? { ip: place, userAgent: agent } : others;
    const name = nameOf(versionId, ip, userAgent);
    const known = this.#tallies.get(name);
    if (known) return known;
    if (this.#tallies.size >= mostCallers) return null;
    const begun = { record, ip, userAgent, firstAtMs: nowMs, calls: 0, lastAtMs: nowMs, isTaken: false };
    this.#tallies.set(name, begun);
    this.#ofVersion.set(versionId, before + 1);
    return begun;
  }
}

function isOf({ isTaken, ip, userAgent }: CallerTally, caller: Caller): boolean {
  return !isTaken && ip === (caller.ip ?? "") && userAgent === (caller.userAgent ?? "");
}

function rowOf({ record, ip, userAgent, calls, firstAtMs, lastAtMs }: CallerTally): CallerRow {
  const { versionId, keyId } = record;
  const instant = (ms: number) => new Date(ms).toISOString();
  return { versionId, keyId, ip, userAgent, calls, firstAt: instant(firstAtMs), lastAt: instant(lastAtMs) };
}

function nameOf(versionId: string, ip: string, userAgent: string): string {
  return `${versionId} ${ip} ${userAgent}`;
}

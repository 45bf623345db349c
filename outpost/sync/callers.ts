import { storable } from "@/lib/domain/storable";
import type { SyncedRecord } from "./wire";

/** Where a call comes from, as far as it is known; the texts are a stranger's. */
export interface Caller {
  ip: string | null;
  userAgent: string | null;
}

/** Nothing is known of where it comes from. */
export const NOBODY: Caller = { ip: null, userAgent: null };

export interface CallerRow {
  versionId: string;
  keyId: string;
  ip: string;
  userAgent: string;
  calls: number;
  firstAt: string;
  lastAt: string;
}

interface Tally {
  record: SyncedRecord;
  ip: string;
  userAgent: string;
  calls: number;
  firstAtMs: number;
  lastAtMs: number;
}

/** So many come together only while the hub is away for long. */
const mostCallers = 20_000;
/** Different callers of one key version that wait to be told; a stranger can invent any number of them. */
const mostOfVersion = 200;
/** All further ones together. */
const others = { ip: "", userAgent: "other" };

/** Callers of key versions since they were last told to the hub. */
export class CallerCounter {
  readonly #tallies = new Map<string, Tally>();
  readonly #ofVersion = new Map<string, number>();

  /** Several calls, in whatever order they are told. */
  add(record: SyncedRecord, caller: Caller, calls: number, firstAtMs: number, lastAtMs: number): void {
    const tally = this.#tallyOf(record, caller, firstAtMs);
    if (tally === null) return;
    tally.calls += calls;
    tally.firstAtMs = Math.min(tally.firstAtMs, firstAtMs);
    tally.lastAtMs = Math.max(tally.lastAtMs, lastAtMs);
  }

  /** Null where there is nothing to say of the caller, or no room for it. */
  #tallyOf(record: SyncedRecord, { ip, userAgent }: Caller, nowMs: number): Tally | null {
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
      this.#tallies.delete(name);
      this.#oneLess(tally.record.versionId);
    }
    return taken;
  }

  #oneLess(versionId: string): void {
    const left = this.#ofVersion.get(versionId)! - 1;
    if (left > 0) this.#ofVersion.set(versionId, left);
    else this.#ofVersion.delete(versionId);
  }

  /** The tally of a caller that has none; null where there is no room. */
  #begin(record: SyncedRecord, place: string, agent: string, nowMs: number): Tally | null {
    const { versionId } = record;
    const before = this.#ofVersion.get(versionId) ?? 0;
    const { ip, userAgent } = before < mostOfVersion ? { ip: place, userAgent: agent } : others;
    const name = nameOf(versionId, ip, userAgent);
    const known = this.#tallies.get(name);
    if (known) return known;
    if (this.#tallies.size >= mostCallers) return null;
    const begun = { record, ip, userAgent, calls: 0, firstAtMs: nowMs, lastAtMs: nowMs };
    this.#tallies.set(name, begun);
    this.#ofVersion.set(versionId, before + 1);
    return begun;
  }
}

function rowOf({ record, ip, userAgent, calls, firstAtMs, lastAtMs }: Tally): CallerRow {
  const { versionId, keyId } = record;
  const instant = (ms: number) => new Date(ms).toISOString();
  return { versionId, keyId, ip, userAgent, calls, firstAt: instant(firstAtMs), lastAt: instant(lastAtMs) };
}

function nameOf(versionId: string, ip: string, userAgent: string): string {
  return `${versionId} ${ip} ${userAgent}`;
}

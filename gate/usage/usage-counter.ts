import type { UsageOutcome } from "@/lib/domain/keys/outcomes";
import { storable } from "@/lib/domain/storable";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { CallerRow, TokenRow, UsageRow } from "@/lib/services/gate/write-usage";
import { TokenCounter } from "./token-counter";

const hourLengthMs = 3_600_000;
/** Different counts kept at once: more than that come together only while the database is away for long. */
const mostRows = 500_000;
const mostCallers = 100_000;
/** Different callers of one key version between two batches; a stranger can invent any number of them. */
const mostOfVersion = 200;
/** All further ones together. */
const others = { ip: "", userAgent: "other" };

/** Calls of one key version with one outcome since the last batch. Its object lives on, so that a call makes none. */
interface Tally {
  readonly of: StoredRecord;
  readonly outcome: UsageOutcome;
  calls: number;
  lastAtMs: number;
  /** The same version's count of another outcome. */
  readonly next: Tally | null;
}

/** What calls are counted of: a record in memory, with its counts beside it. */
export interface Counted {
  readonly record: StoredRecord;
  tally: Tally | null;
}

export interface Counts {
  /** A version may have several rows of one hour and outcome: their calls add up. */
  usage: UsageRow[];
  callers: CallerRow[];
  tokens: TokenRow[];
  /** Key id -> when it was last used without a call of its own, Unix milliseconds. */
  touched: Map<string, number>;
  /** Calls for which there was no room any more. */
  lost: number;
  /** Calls whose callers there was no room for any more. */
  lostCallers: number;
  lostTokens: number;
}

/** Calls counted in memory since the last batch. Every call on the way to its answer passes here, so it is cheap. */
export class UsageCounter {
  #hourEndsMs = 0;
  /** Those with calls since the last batch, of the present hour. */
  #counting: Tally[] = [];
  /** Version id -> its tallies begun since the last batch: a record that is read anew for each call goes on with them. */
  #begun = new Map<string, Tally>();
  /** Rows of hours that ended since the last batch. */
  #ended: UsageRow[] = [];
  #callers = new Map<string, CallerRow>();
  /** Version id -> how many of the callers are its own. */
  #callersOf = new Map<string, number>();
  #touched = new Map<string, number>();
  #lost = 0;
  #lostCallers = 0;
  /** Calls by outcome, as far as they are rows already. */
  readonly #totals = new Map<string, number>();
  /** Tokens that were issued. */
  readonly tokens = new TokenCounter();

  /** Counts one call of a key version by its outcome. */
  count(of: Counted, outcome: UsageOutcome, nowMs: number): void {
    if (nowMs >= this.#hourEndsMs) this.#turnHour(nowMs);
    const tally = tallyIn(of.tally, outcome) ?? this.#begin(of, outcome, nowMs);
    if (tally.calls === 0) {
      if (this.#counting.length + this.#ended.length >= mostRows) {
        this.#lost += 1;
        return;
      }
      this.#counting.push(tally);
    }
    tally.calls += 1;
    tally.lastAtMs = nowMs;
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

  #begin(of: Counted, outcome: UsageOutcome, nowMs: number): Tally {
    const { versionId } = of.record;
    of.tally ??= this.#begun.get(versionId) ?? null;
    const known = tallyIn(of.tally, outcome);
    if (known !== null) return known;
    of.tally = { of: of.record, outcome, calls: 0, lastAtMs: nowMs, next: of.tally };
    this.#begun.set(versionId, of.tally);
    return of.tally;
  }

  /** Notes that a key was used, without counting a call. */
  touch(record: StoredRecord, nowMs: number): void {
    this.#touched.set(record.keyId, nowMs);
  }

  /** Rows that wait for their batch: counts, callers, and tokens. */
  get waiting(): number {
    return this.#counting.length + this.#ended.length + this.#callers.size + this.tokens.waiting;
  }

  /** Calls by outcome since the start. */
  totals(): ReadonlyMap<string, number> {
    const totals = new Map(this.#totals);
    for (const { outcome, calls } of this.#counting) add(totals, outcome, calls);
    return totals;
  }

  /** Hands over everything counted so far, and starts anew. */
  take(): Counts {
    this.#endRows();
    const { rows: tokens, lost: lostTokens } = this.tokens.take();
    const counts = {
      usage: this.#ended,
      callers: [...this.#callers.values()],
      tokens,
      touched: this.#touched,
      lost: this.#lost,
      lostCallers: this.#lostCallers,
      lostTokens,
    };
    this.#ended = [];
    this.#callers = new Map();
    this.#callersOf = new Map();
    this.#touched = new Map();
    this.#lost = 0;
    this.#lostCallers = 0;
    return counts;
  }

  /** Turns what is being counted into rows. */
  #endRows(): void {
    const hourMs = this.#hourEndsMs - hourLengthMs;
    for (const tally of this.#counting) {
      const { outcome, calls, lastAtMs } = tally;
      const { workspaceId, keyId, versionId } = tally.of;
      this.#ended.push({ workspaceId, keyId, versionId, hourMs, outcome, calls, lastAtMs });
      add(this.#totals, outcome, calls);
      tally.calls = 0;
    }
    this.#counting = [];
    this.#begun = new Map();
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
    this.#endRows();
    this.#hourEndsMs = (Math.floor(nowMs / hourLengthMs) + 1) * hourLengthMs;
  }
}

function tallyIn(first: Tally | null, outcome: UsageOutcome): Tally | null {
  let tally = first;
  while (tally !== null && tally.outcome !== outcome) tally = tally.next;
  return tally;
}

function add(totals: Map<string, number>, outcome: string, calls: number): void {
  totals.set(outcome, (totals.get(outcome) ?? 0) + calls);
}

function nameOf(versionId: string, ip: string, userAgent: string): string {
  return `${versionId} ${ip} ${userAgent}`;
}

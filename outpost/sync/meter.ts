import type { SyncedRecord } from "../sync/wire";
import type { Caller } from "./callers";

/** A part of an hour, by which usage is told. */
const spanMs = 10_000;
/** A longer user agent is a stranger's matter: it is not to be kept beside every passport. */
const longestKept = 256;

/**
 * Counts the calls of one passport by one caller within ten seconds: what comes again and again is counted where it is
 * looked at anyway. All of it are small whole numbers, so that a call leaves nothing behind.
 */
export class Meter {
  calls = 0;
  /** Whether somebody will come to read it. */
  isRunning = false;
  readonly record: SyncedRecord;
  #span = 0;
  #ip: string | null = null;
  /** Undefined = it was too long, and no call is of its kind. */
  #userAgent: string | null | undefined = null;
  /** Milliseconds from the span's begin. */
  #first = 0;
  #last = 0;

  constructor(record: SyncedRecord, caller: Caller, nowMs: number) {
    this.record = record;
    this.begin(caller, nowMs);
  }

  /** From now on for this caller and this span of time. */
  begin({ ip, userAgent }: Caller, nowMs: number): void {
    this.#span = Math.floor(nowMs / spanMs);
    this.#ip = ip;
    this.#userAgent = userAgent !== null && userAgent.length > longestKept ? undefined : userAgent;
    this.calls = 0;
  }

  isFor({ ip, userAgent }: Caller, nowMs: number): boolean {
    return this.#span === Math.floor(nowMs / spanMs) && this.#ip === ip && this.#userAgent === userAgent;
  }

  /** A call of whom and when it is for. */
  count(nowMs: number): void {
    this.#last = Math.trunc(nowMs - this.#span * spanMs);
    if (this.calls === 0) this.#first = this.#last;
    this.calls += 1;
  }

  get caller(): Caller {
    return { ip: this.#ip, userAgent: this.#userAgent ?? null };
  }
  get firstAtMs(): number {
    return this.#span * spanMs + this.#first;
  }
  get lastAtMs(): number {
    return this.#span * spanMs + this.#last;
  }
}

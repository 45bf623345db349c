import type { Denied, Judgement } from "../state/judge";
import type { Passport } from "../state/passport";
import { type Caller, CallerCounter, type CallerRow } from "./callers";
import { Meter } from "./meter";
import { UsageCounter, type UsageRow } from "./usage";

export interface CallsTaken {
  rows: UsageRow[];
  callers: CallerRow[];
  allowed: number;
  denied: number;
}

/** Each holds a record. */
const mostWaiting = 2_000;

/** Calls since they were last told to the hub. */
export class Calls {
  readonly #usage = new UsageCounter();
  readonly #callers = new CallerCounter();
  /** Meters that have counted something which is not added up yet. */
  #waiting: Meter[] = [];
  #allowed = 0;
  #denied = 0;

  count(judgement: Judgement, caller: Caller, nowMs: number): void {
    if (judgement.ok) this.#countAllowed(judgement.passport, caller, nowMs);
    else this.#countDenied(judgement.counted, caller, nowMs);
  }

  get isEmpty(): boolean {
    return this.#allowed + this.#denied === 0 && this.rows === 0;
  }

  /** Of calls or of callers, whichever are more. */
  get rows(): number {
    this.#addUp();
    return Math.max(this.#usage.rows, this.#callers.rows);
  }

  /** At most so many rows of each, which are then no longer counted here. */
  take(most: number): CallsTaken {
    this.#addUp();
    const [allowed, denied] = [this.#allowed, this.#denied];
    this.#allowed = 0;
    this.#denied = 0;
    return { rows: this.#usage.take(most), callers: this.#callers.take(most), allowed, denied };
  }

  /** How many calls found no room since this was asked last. */
  takeLost(): number {
    const { lost } = this.#usage;
    this.#usage.lost = 0;
    return lost;
  }

  /** The first call of a caller is added at once, so that who comes once leaves nothing to add up; the next ones run on the meter. */
  #countAllowed(passport: Passport, caller: Caller, nowMs: number): void {
    this.#allowed += 1;
    const { meter, record } = passport;
    if (!meter) passport.meter = new Meter(record, caller, nowMs);
    else if (meter.isFor(caller, nowMs)) {
      this.#run(meter, nowMs);
      return;
    } else {
      this.#add(meter);
      meter.begin(caller, nowMs);
    }
    this.#usage.add(record, "valid", 1, nowMs);
    this.#callers.add(record, caller, 1, nowMs, nowMs);
  }

  #countDenied(of: Denied["counted"], caller: Caller, nowMs: number): void {
    this.#denied += 1;
    if (!of) return;
    this.#usage.add(of.record, of.outcome, 1, nowMs);
    this.#callers.add(of.record, caller, 1, nowMs, nowMs);
  }

  #run(meter: Meter, nowMs: number): void {
    meter.count(nowMs);
    if (meter.isWaiting) return;
    if (this.#waiting.length >= mostWaiting) this.#addUp();
    meter.isWaiting = true;
    this.#waiting.push(meter);
  }

  #addUp(): void {
    for (const meter of this.#waiting) {
      this.#add(meter);
      meter.isWaiting = false;
    }
    this.#waiting = [];
  }

  #add(meter: Meter): void {
    if (meter.calls === 0) return;
    const { record, caller, calls, firstAtMs, lastAtMs } = meter;
    this.#usage.add(record, "valid", calls, lastAtMs);
    this.#callers.add(record, caller, calls, firstAtMs, lastAtMs);
    meter.calls = 0;
  }
}

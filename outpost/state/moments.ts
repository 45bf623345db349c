import type { TokenClock } from "../token/verify-token";

/** Short: what ends within a moment is judged anew each time. */
const longestMs = 10_000;

/**
 * Numbers the moments: spans of at most ten seconds in which whatever was found good stays good. One ends once anything
 * that is known has changed, once our clock is set back, and at `endsAtMs` by the later of our clock and the hub's
 * (`TokenClock.latest`). What ends before that is not to be remembered for the moment.
 */
export class Moments {
  #number = 0;
  #stamp: object | null = null;
  #nowMs = Number.NaN;
  #endsAtMs = Number.NaN;

  /** The number of the present moment, or of the one that begins now. `stamp` = another object after each change. */
  enter(stamp: object, { now, latest }: TokenClock): number {
    const nowMs = now.getTime();
    const latestMs = latest.getTime();
    const goesOn = stamp === this.#stamp && nowMs >= this.#nowMs && latestMs < this.#endsAtMs;
    if (!goesOn) {
      this.#number += 1;
      this.#stamp = stamp;
      this.#endsAtMs = latestMs + longestMs;
    }
    this.#nowMs = nowMs;
    return this.#number;
  }

  /** When the present one is over at the latest by the later clock, Unix milliseconds. */
  get endsAtMs(): number {
    return this.#endsAtMs;
  }
}

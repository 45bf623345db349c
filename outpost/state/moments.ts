import type { TokenClock } from "../token/verify-token";

/** Short, since what ends within a moment is judged anew each time. */
const longestMs = 10_000;

/**
 * Numbers the moments. One lasts while nothing that is known has changed, our clock goes forward and the later one has
 * not come to its end: whatever was found good in it is so again, unless it ends before the moment does.
 */
export class Moments {
  #number = 0;
  #stamp: object | null = null;
  #nowMs = Number.NaN;
  #endsAtMs = Number.NaN;

  /** `stamp` = another object after each change. */
  at(stamp: object, { now, latest }: TokenClock): number {
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

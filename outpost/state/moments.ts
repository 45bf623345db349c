import type { TokenClock } from "../token/verify-token";

/**
 * Numbers the moments. One lasts while nothing that is known has changed, and no longer than a second of either clock:
 * whatever was found good in it is so again, unless it ends before the second does.
 */
export class Moments {
  #number = 0;
  #stamp: object | null = null;
  #second = Number.NaN;
  #latestSecond = Number.NaN;

  /** `stamp` = another object after each change. */
  at(stamp: object, { now, latest }: TokenClock): number {
    const second = secondOf(now);
    const latestSecond = secondOf(latest);
    if (stamp !== this.#stamp || second !== this.#second || latestSecond !== this.#latestSecond) {
      this.#number += 1;
      this.#stamp = stamp;
      this.#second = second;
      this.#latestSecond = latestSecond;
    }
    return this.#number;
  }
}

/** When a moment is over at the latest, Unix milliseconds. */
export function momentEndsAtMs(at: Date): number {
  return (secondOf(at) + 1) * 1_000;
}

const secondOf = (at: Date): number => Math.floor(at.getTime() / 1_000);

/** A clock for bounds on what a program does: it stands still while the machine does. */

const lookEveryMs = 20;
/** A full machine lets a process wait for tens of milliseconds; one that did not run for so long stood still. */
const awayFromMs = 250;

export class AwakeClock {
  #lookedAt: number;
  #awayMs = 0;

  constructor(nowMs: number) {
    this.#lookedAt = nowMs;
  }

  /** What this clock says at `nowMs` of one that never stands still. To be asked all the time. */
  read(nowMs: number): number {
    const sinceMs = nowMs - this.#lookedAt;
    if (sinceMs > awayFromMs) this.#awayMs += sinceMs - lookEveryMs;
    this.#lookedAt = nowMs;
    return nowMs - this.#awayMs;
  }

  /** What it has left out so far. */
  get awayMs(): number {
    return this.#awayMs;
  }
}

let clock: AwakeClock | undefined;

/**
 * Milliseconds by a monotonic clock, without the stretches in which this process was not let run: nobody on a machine that
 * stands still can keep a promise of a second. Whoever merely is slow gains nothing by it. A stretch before the first
 * question counts nowhere. What was left out is printed at the end, beside the figures that it was left out of.
 */
export function awakeMs(): number {
  clock ??= begin();
  return clock.read(performance.now());
}

function begin(): AwakeClock {
  const begun = new AwakeClock(performance.now());
  setInterval(awakeMs, lookEveryMs).unref();
  process.once("exit", () => {
    if (begun.awayMs > 0)
      console.log(`The machine stood still for ${Math.round(begun.awayMs)} ms: not counted.`);
  });
  return begun;
}

/** A clock for bounds on what a program does: it stands still while the machine does. */

const lookEveryMs = 20;
/** A full machine lets a process wait for tens of milliseconds; one that did not run for so long stood still. */
const awayFromMs = 250;
/** Of the time in which a process stands still it works no more than this part, before and after. */
const mostWorked = 0.25;

export class AwakeClock {
  #lookedAt: number;
  #workedAt: number;
  /** What it has left out so far. */
  awayMs = 0;

  constructor(nowMs: number, workedMs: number) {
    this.#lookedAt = nowMs;
    this.#workedAt = workedMs;
  }

  /**
   * What this clock says at `nowMs` of one that never stands still, when the process has worked for `workedMs` in all. To
   * be asked all the time. A process that was busy itself for long was not away.
   */
  read(nowMs: number, workedMs: number): number {
    const sinceMs = nowMs - this.#lookedAt;
    if (sinceMs > awayFromMs && workedMs - this.#workedAt < sinceMs * mostWorked)
      this.awayMs += sinceMs - lookEveryMs;
    this.#lookedAt = nowMs;
    this.#workedAt = workedMs;
    return nowMs - this.awayMs;
  }
}

/** Milliseconds of CPU that this process has had. */
export function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

let clock: AwakeClock | undefined;

/**
 * Milliseconds by a monotonic clock, without the stretches in which this process was not let run: nobody on a machine that
 * stands still can keep a promise of a second. Each stretch is told as it is left out. One before the first question
 * counts nowhere.
 */
export function awakeMs(): number {
  if (!clock) {
    clock = new AwakeClock(performance.now(), workedMs());
    setInterval(awakeMs, lookEveryMs).unref();
  }
  const before = clock.awayMs;
  const now = clock.read(performance.now(), workedMs());
  if (clock.awayMs > before)
    console.log(
      `The machine stood still for ${Math.round(clock.awayMs - before)} ms, which are not counted.`,
    );
  return now;
}

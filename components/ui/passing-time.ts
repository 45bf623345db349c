import { type Instant, toMs } from "./format-time";

const TICK_MS = 10_000;
/** More presents than a page of many lists is given between two ticks. */
const KEPT = 1_000;
let timer: ReturnType<typeof setInterval> | undefined;
let lastTick = 0;
const watchers = new Set<() => void>();
/** When each present of the server came to this page, by the page's own clock; whichever was asked for last stands last. */
const arrivals = new Map<number, number>();

/** Tells at every tick, so that all the times of a page change together. */
export function watchTicks(notify: () => void) {
  watchers.add(notify);
  timer ??= setInterval(() => {
    lastTick = performance.now();
    for (const tell of watchers) tell();
  }, TICK_MS);
  return () => {
    watchers.delete(notify);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** When it ticked last, by the page's own clock. */
export const tickedAt = () => lastTick;

/** What a present that the server gave has become by a tick: from when it came it passes, also for what is shown only later. */
export function presentAt(tick: number, given: Instant): number {
  const now = toMs(given);
  if (typeof window === "undefined") return now;
  const arrival = arrivals.get(now) ?? performance.now();
  // What is in sight is asked for at every tick: those that nobody asks for any more are the first, and go first.
  arrivals.delete(now);
  arrivals.set(now, arrival);
  if (arrivals.size > KEPT) arrivals.delete(arrivals.keys().next().value!);
  return now + Math.max(0, tick - arrival);
}

/** The present, read here and handed down: nothing else in the Outpost asks for it. */

export interface Instant {
  /** Milliseconds since 1970, by this machine's clock. */
  wallMs: number;
  /** Milliseconds on a clock that only goes forward. */
  monotonicMs: number;
}

export function present(): Instant {
  return { wallMs: Date.now(), monotonicMs: performance.now() };
}

export function wallClockMs(): number {
  return Date.now();
}

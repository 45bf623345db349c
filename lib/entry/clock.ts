/** The present. Read at the doors, handed down from there; nothing else in the program asks for it. */

/** Milliseconds since 1970, by this machine's clock. */
export function wallClockMs(): number {
  return Date.now();
}

/** The same as an instant. */
export function present(): Date {
  return new Date();
}

/** Milliseconds on a clock that only goes forward, whatever happens to the machine's date. For leases and waits. */
export function monotonicMs(): number {
  return performance.now();
}

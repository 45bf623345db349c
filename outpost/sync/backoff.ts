const firstMs = 250;
const longestMs = 10_000;

/**
 * How long to wait before the hub is tried again after `failures` in a row. Half of it is chance: those who lost the hub
 * together do not come back together.
 */
export function backoffMs(failures: number, random: number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** failures);
  return (fullMs / 2) * (1 + random);
}

/** After the hub closed the stream of its own accord, or asked everybody to begin anew. */
export function spreadMs(random: number): number {
  return random * 400;
}

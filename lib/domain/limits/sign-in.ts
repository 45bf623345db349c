/**
 * How often a password or a link may be tried. Only failures stay counted, and an email without an account counts like
 * any other, so that a refusal tells nothing of it.
 *
 * Whoever knows the password gets in while a stranger hammers the account: a browser that has signed in to it before has
 * an allowance of its own, and an address that has not failed there lately is always heard once, however many others
 * have. What is left to a stranger is a handful of guesses an hour for each address.
 */
import type { Allowance } from "./leaky-bucket";

export const ALLOWANCES = {
  /** A browser that has signed in to the account before. */
  device: { capacity: 10, perMinute: 1 },
  /** One address at one account. */
  addressAtAccount: { capacity: 5, perMinute: 1 / 3 },
  /** All strangers at one account; the first try of an address is heard even when it is used up. */
  account: { capacity: 60, perMinute: 1 },
  /** One address at all accounts, since every try costs the hub a core for a while. */
  address: { capacity: 100, perMinute: 10 },
  /** The same bucket, for first tries: higher, so that one who fails a hundred times leaves room for the others there. */
  addressFirst: { capacity: 300, perMinute: 10 },
  /** Somebody who is signed in already and confirms it. */
  session: { capacity: 10, perMinute: 1 },
  /** Wrong setup and invitation links from one address. */
  link: { capacity: 60, perMinute: 6 },
} satisfies Record<string, Allowance>;

/** The longest that any of these takes to drain: what has not been touched for so long is empty. */
export const DRAINED_AFTER_MS = Math.max(
  ...Object.values(ALLOWANCES).map(({ capacity, perMinute }) => (capacity / perMinute) * 60_000),
);

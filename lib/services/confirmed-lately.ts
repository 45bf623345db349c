import type { Context } from "./context";

/** How long a password counts for what only an Owner does. */
export const CONFIRMED_FOR_MS = 10 * 60_000;

/**
 * Whether the acting person gave the password a short while ago: a browser that was left open must not give the
 * workspace away. Never true outside a session, so no key of an Owner reaches as far as the Owner.
 */
export function confirmedLately({ confirmedAt, now }: Context): boolean {
  return confirmedAt !== null && now.getTime() - confirmedAt.getTime() < CONFIRMED_FOR_MS;
}

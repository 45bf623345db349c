/**
 * The signing keys of a workspace: at most one signs. Beside it there is at most one that is published to sign next, or
 * one that signed before and whose tokens are good until they have all ended.
 */
import { ACK_LIMIT_MS } from "../feed/lease";

export const RSA_BITS = [2048, 3072, 4096] as const;
export type RsaBits = (typeof RSA_BITS)[number];

export const SIGNING_KEY_STATES = ["next", "active", "draining", "retired"] as const;
export type SigningKeyState = (typeof SIGNING_KEY_STATES)[number];

export interface SigningKeyTimes {
  /** Published since. */
  createdAt: Date;
  /** Signs since; null = it never has. */
  activatedAt: Date | null;
  /** Another signs in its place since. */
  replacedAt: Date | null;
  /** Of one that was replaced: until when its tokens are good. */
  retiresAt: Date | null;
  /** Ended by hand. */
  retiredAt: Date | null;
}

/** The clock alone ends a key that drains: no job has to run for it. */
export function signingKeyState(key: SigningKeyTimes, now: Date): SigningKeyState {
  // Any retirement counts at once, even one stamped by a machine whose clock is ahead of ours.
  if (key.retiredAt !== null) return "retired";
  if (key.activatedAt === null) return "next";
  if (key.replacedAt === null) return "active";
  return key.retiresAt !== null && key.retiresAt > now ? "draining" : "retired";
}

/**
 * How many milliseconds a key that was just made waits before it signs: until every gate publishes it, since the lease on
 * what they remember has run out. Whatever the clocks say, never longer than that lease.
 */
export function untilPublished({ createdAt }: Pick<SigningKeyTimes, "createdAt">, now: Date): number {
  return Math.min(ACK_LIMIT_MS, Math.max(0, createdAt.getTime() + ACK_LIMIT_MS - now.getTime()));
}

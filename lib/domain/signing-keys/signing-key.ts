/** The signing keys of a workspace: at most one signs; what it may do next. */
import { ACK_LIMIT_MS } from "../feed/lease";
import type { RefusalCode } from "../refusals";

export const RSA_BITS = [2048, 3072, 4096] as const;
export type RsaBits = (typeof RSA_BITS)[number];

export type SigningKeyState = "active" | "retired";

export interface SigningKeyTimes {
  /** Since when it signs. */
  activatedAt: Date | null;
  /** Since when nothing that it signed is good any more. */
  retiredAt: Date | null;
}

export function signingKeyState({ retiredAt }: SigningKeyTimes): SigningKeyState {
  // Any retirement counts at once, even one stamped by a machine whose clock is ahead of ours.
  return retiredAt === null ? "active" : "retired";
}

/**
 * How many milliseconds a key that was just made waits before it signs: until every gate publishes it, since the lease on
 * what they remember has run out. Whatever the clocks say, never longer than that lease.
 */
export function untilPublished({ createdAt }: { createdAt: Date }, now: Date): number {
  return Math.min(ACK_LIMIT_MS, Math.max(0, createdAt.getTime() + ACK_LIMIT_MS - now.getTime()));
}

export type SigningMove = "generate" | "rotate";

/** Why a move is closed, or null where it is open. `active` = whether a key signs now. */
export function signingRefusal(active: boolean, move: SigningMove): RefusalCode | null {
  if (move === "generate") return active ? "signing-key-exists" : null;
  return active ? null : "signing-key-missing";
}

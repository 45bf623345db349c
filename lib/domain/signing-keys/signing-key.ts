/** The signing keys of a workspace: at most one signs; what it may do next. */
import type { RefusalCode } from "../refusals";

export const RSA_BITS = [2048, 3072, 4096] as const;
export type RsaBits = (typeof RSA_BITS)[number];

export type SigningKeyState = "active" | "retired";

export interface SigningKeyTimes {
  /** Since when it signs. */
  activatedAt: Date;
  /** Since when nothing that it signed is good any more. */
  retiredAt: Date | null;
}

export function signingKeyState({ retiredAt }: SigningKeyTimes): SigningKeyState {
  // Any retirement counts at once, even one stamped by a machine whose clock is ahead of ours.
  return retiredAt === null ? "active" : "retired";
}

export type SigningMove = "generate" | "rotate";

/** Why a move is closed, or null where it is open. `active` = whether a key signs now. */
export function signingRefusal(active: boolean, move: SigningMove): RefusalCode | null {
  if (move === "generate") return active ? "signing-key-exists" : null;
  return active ? null : "signing-key-missing";
}

/** Who may change whom: an Admin never touches Owners or makes one, and a workspace always keeps an Owner. */
import type { RefusalCode } from "../refusals";
import type { Actor } from "./actor";
import type { Role } from "./roles";

export interface MemberChange {
  /** The member's role now; null = joins. */
  from: Role | null;
  /** The role afterwards; null = leaves. */
  to: Role | null;
  /** How many Owners the workspace has now. */
  owners: number;
}

/** Why a change of membership is closed, or null where it is open. */
export function memberRefusal(actor: Actor, { from, to, owners }: MemberChange): RefusalCode | null {
  const touchesOwner = from === "owner" || to === "owner";
  if (touchesOwner && actor.kind === "user" && actor.role !== "owner") return "owner-only";
  if (from === "owner" && to !== "owner" && owners <= 1) return "last-owner";
  return null;
}

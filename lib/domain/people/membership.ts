/** Who may change whom: an Admin never touches Owners or makes one, and a workspace always keeps an Owner. */
import type { RefusalCode } from "../refusals";
import type { Actor } from "./actor";
import type { Role } from "./roles";

export interface MemberChange {
  /** The member's role now; null = joins. */
  from: Role | null;
  /** The role afterwards; null = leaves. */
  to: Role | null;
  /** How many Owners the workspace has now who may enter. */
  owners: number;
  /** True where the member is disabled: such an Owner is not the one who keeps the workspace. */
  disabled?: boolean;
}

/** Whether a change makes or unmakes an Owner. */
export function touchesOwner({ from, to }: Pick<MemberChange, "from" | "to">): boolean {
  return from !== to && (from === "owner" || to === "owner");
}

/** Why a change of membership is closed, or null where it is open. */
export function memberRefusal(
  actor: Actor,
  { from, to, owners, disabled }: MemberChange,
): RefusalCode | null {
  const touchesOwner = from === "owner" || to === "owner";
  if (touchesOwner && actor.kind === "user" && actor.role !== "owner") return "owner-only";
  if (from === "owner" && to !== "owner" && !disabled && owners <= 1) return "last-owner";
  return null;
}

export interface MemberAtHand {
  userId: string;
  role: Role;
  disabledAt: Date | null;
  owners: number;
}

/** Why a member cannot be shut out, or null where it is open: as removing, and never oneself. */
export function disableRefusal(actor: Actor, member: MemberAtHand): RefusalCode | null {
  const { userId, role, owners, disabledAt } = member;
  if (disabledAt !== null) return "member-disabled";
  if (actor.kind === "user" && actor.id === userId) return "not-yourself";
  return memberRefusal(actor, { from: role, to: null, owners });
}

/** Why a member cannot be let in again, or null where it is open. */
export function enableRefusal(actor: Actor, { role, owners, disabledAt }: MemberAtHand): RefusalCode | null {
  if (disabledAt === null) return "member-not-disabled";
  return memberRefusal(actor, { from: role, to: role, owners });
}

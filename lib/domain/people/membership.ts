/**
 * Who may change whom: nobody touches, or makes, somebody who may do more than they do themselves. So an Admin never
 * touches Owners or makes one. And a workspace always keeps an Owner.
 */
import type { RefusalCode } from "../refusals";
import type { Actor } from "./actor";
import { mayHandle } from "./role-table";
import type { HeldRole } from "./roles";

export interface MemberChange {
  /** The member's role now; null = joins. */
  from: HeldRole | null;
  /** The role afterwards; null = leaves. */
  to: HeldRole | null;
  /** How many Owners the workspace has now who may enter. */
  owners: number;
  /** True where the member is disabled: such an Owner is not the one who keeps the workspace. */
  disabled?: boolean;
}

const isOwner = (role: HeldRole | null) => role?.slug === "owner";

/** Whether a change makes or unmakes an Owner. */
export function touchesOwner({ from, to }: Pick<MemberChange, "from" | "to">): boolean {
  return isOwner(from) !== isOwner(to);
}

/** Why a change of membership is closed, or null where it is open. */
export function memberRefusal(
  actor: Actor,
  { from, to, owners, disabled }: MemberChange,
): RefusalCode | null {
  if (actor.kind === "user") {
    if ((isOwner(from) || isOwner(to)) && !isOwner(actor.role)) return "owner-only";
    if ([from, to].some((role) => role !== null && !mayHandle(actor.role, role))) return "role-beyond-yours";
  }
  if (isOwner(from) && !isOwner(to) && !disabled && owners <= 1) return "last-owner";
  return null;
}

export interface MemberAtHand {
  userId: string;
  role: HeldRole;
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

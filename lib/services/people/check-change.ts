import { type MemberChange, memberRefusal, touchesOwner } from "@/lib/domain/people/membership";
import type { RefusalCode } from "@/lib/domain/refusals";
import { confirmedLately } from "../confirmed-lately";
import type { Context } from "../context";

/** Why a change of a membership may not happen now, or null. Who makes or unmakes an Owner has given the password lately. */
export function changeRefusal(ctx: Context, change: MemberChange): RefusalCode | null {
  const refusal = memberRefusal(ctx.actor, change);
  if (refusal) return refusal;
  return touchesOwner(change) && !confirmedLately(ctx) ? "password-needed" : null;
}

import type { Db, Tx } from "@/db/client";
import { applicationOf } from "@/db/queries/subscriptions";
import type { Approval } from "@/lib/domain/apis/approval";
import { actorMay } from "@/lib/domain/people/actor";
import { type RenewalFacts, renewedBy } from "@/lib/domain/subscriptions/renewal";
import { reachIn } from "../applications/reach";
import type { Context } from "../context";

/** Whether the actor may give a subscription, of an API that is so approved, another key set. */
export async function mayRenew(
  db: Db | Tx,
  ctx: Context,
  id: string,
  approval: Approval,
): Promise<RenewalFacts["may"]> {
  const permission = renewedBy(approval);
  if (!actorMay(ctx.actor, permission)) return "no";
  const reached = await applicationOf(db, ctx.workspace, id, reachIn(ctx, permission));
  return reached === null ? "elsewhere" : "here";
}

import { holdApi } from "@/db/queries/apis";
import { type Aftermath, subscriptionCommand } from "./move";
import { lockUsable, provide } from "./provide";

/**
 * The key sets of the subscription that are pending get their first secrets. Where one has ended since it was asked for,
 * another takes its place, as if the application subscribed now.
 */
const letIn: Aftermath = async (tx, ctx, subscription, application) => {
  const api = (await holdApi(tx, ctx.workspace, subscription.apiId))!;
  if (api.retiredAt !== null) return { ok: false, refusal: "api-retired" };
  const usable = await lockUsable(tx, ctx, subscription, api.authTypes);
  const types = usable.map(({ set }) => set.authType);
  const lacking = api.authTypes.filter(({ authType }) => !types.includes(authType));
  return provide(tx, ctx, { subscription, application }, { usable, lacking });
};

/** Lets the application in: its key sets open the API from now on. */
export const approveSubscription = subscriptionCommand({
  move: "approve",
  event: "subscription.approved",
  withdraws: false,
  aftermath: letIn,
});

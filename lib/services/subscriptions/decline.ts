import { dropUnneeded } from "../key-sets/drop";
import { lockKeySets } from "../key-sets/lock";
import { type Aftermath, subscriptionCommand } from "./move";

/** Key sets that waited for this subscription alone never come to life. */
const drop: Aftermath = async (tx, ctx, _subscription, _application, ids) => ({
  ok: true,
  ...(await dropUnneeded(tx, ctx, await lockKeySets(tx, ctx, ids))),
});

/** Says no to a subscription that was asked for. */
export const rejectSubscription = subscriptionCommand({
  move: "reject",
  event: "subscription.rejected",
  withdraws: false,
  aftermath: drop,
});

/** Takes back what was asked for, before it has been decided. */
export const withdrawSubscription = subscriptionCommand({
  move: "withdraw",
  event: "subscription.withdrawn",
  withdraws: false,
  aftermath: drop,
});

import { subscriptionCommand } from "./move";

/** Closes the API to the application for a while. Its key sets may open others. */
export const suspendSubscription = subscriptionCommand({
  move: "suspend",
  event: "subscription.suspended",
  withdraws: true,
});

/** Opens the API again. */
export const activateSubscription = subscriptionCommand({
  move: "activate",
  event: "subscription.activated",
  withdraws: false,
});

/** Closes the API to the application for good. */
export const revokeSubscription = subscriptionCommand({
  move: "revoke",
  event: "subscription.revoked",
  withdraws: true,
});

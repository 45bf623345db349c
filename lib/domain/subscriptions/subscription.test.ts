import { expect, test } from "vitest";
import {
  decideSubscription,
  isLiveSubscription,
  SUBSCRIPTION_MOVES,
  SUBSCRIPTION_STATUSES,
  SUBSCRIPTION_TRANSITIONS,
  type SubscriptionFacts,
  type SubscriptionMove,
  type SubscriptionStatus,
} from "./subscription";

const outcome = (
  status: SubscriptionStatus,
  move: SubscriptionMove,
  more: Partial<SubscriptionFacts> = {},
) => {
  const decision = decideSubscription(
    { status, applicationSuspended: false, apiRetired: false, foreign: false, ...more },
    move,
  );
  return decision.ok ? decision.status : decision.refusal;
};

test.each<[SubscriptionStatus, Record<SubscriptionMove, string>]>([
  [
    "pending",
    {
      approve: "active",
      reject: "rejected",
      withdraw: "withdrawn",
      suspend: "subscription-not-active",
      activate: "subscription-not-suspended",
      revoke: "subscription-not-active",
    },
  ],
  [
    "active",
    {
      approve: "subscription-not-pending",
      reject: "subscription-not-pending",
      withdraw: "subscription-not-pending",
      suspend: "suspended",
      activate: "subscription-not-suspended",
      revoke: "revoked",
    },
  ],
  [
    "suspended",
    {
      approve: "subscription-not-pending",
      reject: "subscription-not-pending",
      withdraw: "subscription-not-pending",
      suspend: "subscription-not-active",
      activate: "active",
      revoke: "revoked",
    },
  ],
])("what a %s subscription may become", (status, outcomes) => {
  expect(Object.fromEntries(SUBSCRIPTION_MOVES.map((move) => [move, outcome(status, move)]))).toEqual(
    outcomes,
  );
});

test("what is over stays over", () => {
  const over = SUBSCRIPTION_STATUSES.filter((status) => !isLiveSubscription(status));
  expect(over).toEqual(["rejected", "withdrawn", "revoked"]);
  for (const status of over)
    for (const move of SUBSCRIPTION_MOVES) expect(outcome(status, move)).toBe("subscription-over");
});

test("under a suspended application nothing is approved, and everything else goes on", () => {
  const under = { applicationSuspended: true };
  expect(outcome("pending", "approve", under)).toBe("application-suspended");
  expect(outcome("pending", "reject", under)).toBe("rejected");
  expect(outcome("active", "revoke", under)).toBe("revoked");
  expect(outcome("suspended", "activate", under)).toBe("active");
});

test("a retired API lets nobody in that still waits, and those that are in stay", () => {
  const retired = { apiRetired: true };
  expect(outcome("pending", "approve", retired)).toBe("api-retired");
  expect(outcome("pending", "withdraw", retired)).toBe("withdrawn");
  expect(outcome("suspended", "activate", retired)).toBe("active");
});

test("of an application beyond one's reach nothing is moved, and what the status closes is told first", () => {
  const foreign = { foreign: true };
  expect(outcome("pending", "approve", foreign)).toBe("foreign-application");
  expect(outcome("active", "revoke", foreign)).toBe("foreign-application");
  expect(outcome("active", "approve", foreign)).toBe("subscription-not-pending");
  expect(outcome("revoked", "revoke", foreign)).toBe("subscription-over");
});

test("whoever asked takes back, and nothing else", () => {
  const asked = SUBSCRIPTION_MOVES.filter(
    (move) => SUBSCRIPTION_TRANSITIONS[move].by === "subscription:request",
  );
  expect(asked).toEqual(["withdraw"]);
});

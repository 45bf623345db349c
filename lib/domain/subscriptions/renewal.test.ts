import { expect, test } from "vitest";
import { type RenewalFacts, renewalRefusal, renewedBy } from "./renewal";
import { SUBSCRIPTION_STATUSES } from "./subscription";

const good: RenewalFacts = { status: "active", applicationSuspended: false, may: "here", served: false };

test.each<[string, Partial<RenewalFacts>, ReturnType<typeof renewalRefusal>]>([
  ["is open where the key set of a type is over", {}, null],
  ["is closed as long as a key set of the type is good", { served: true }, "subscription-has-key-set"],
  ["is closed under a suspended application", { applicationSuspended: true }, "application-suspended"],
  ["is closed to a role that may not", { may: "no", served: true }, "access-denied"],
  ["is closed to a role that may for others alone", { may: "elsewhere" }, "foreign-application"],
])("another key set of a subscription %s", (_, given, refusal) => {
  expect(renewalRefusal({ ...good, ...given })).toBe(refusal);
});

test("only an active subscription has another key set", () => {
  const open = SUBSCRIPTION_STATUSES.filter((status) => renewalRefusal({ ...good, status }) === null);
  expect(open).toEqual(["active"]);
  expect(renewalRefusal({ ...good, status: "pending" })).toBe("subscription-not-active");
  expect(renewalRefusal({ ...good, status: "revoked" })).toBe("subscription-over");
});

test("whoever could subscribe anew may: where people approve, whoever decides", () => {
  expect(renewedBy("auto")).toBe("subscription:request");
  expect(renewedBy("manual")).toBe("subscription:decide");
});

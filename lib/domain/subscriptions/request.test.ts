import { expect, test } from "vitest";
import { type RequestFacts, requestRefusal } from "./request";

const now = new Date("2026-04-01T09:00:00Z");
const good: RequestFacts = {
  api: { retiredAt: null, environments: ["production"], approval: "auto" },
  application: { suspendedAt: null },
  environment: "production",
  hasOne: false,
};

test.each<[string, Partial<RequestFacts>, ReturnType<typeof requestRefusal>]>([
  ["is open to an application in an environment of the API", {}, null],
  [
    "is closed in an environment that the API is not offered in",
    { environment: "staging" },
    "environment-not-offered",
  ],
  ["is closed twice", { hasOne: true }, "subscription-exists"],
  [
    "is closed to a suspended application that would be let in at once",
    { application: { suspendedAt: now } },
    "application-suspended",
  ],
  [
    "waits for approval also of a suspended application",
    { application: { suspendedAt: now }, api: { ...good.api, approval: "manual" } },
    null,
  ],
  [
    "is closed once the API is retired",
    { api: { ...good.api, retiredAt: now }, hasOne: true },
    "api-retired",
  ],
])("a subscription %s", (_, given, refusal) => {
  expect(requestRefusal({ ...good, ...given })).toBe(refusal);
});

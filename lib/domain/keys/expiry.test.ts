import { describe, expect, test } from "vitest";
import { expiryFrom, type LifetimeRule, lifeRefusal, lifetimeRefusal } from "./expiry";

const now = new Date("2026-11-21T09:30:00Z");
const free: LifetimeRule = { longestLifetimeDays: null, neverAllowed: true };
const ending: LifetimeRule = { longestLifetimeDays: null, neverAllowed: false };
const short: LifetimeRule = { longestLifetimeDays: 90, neverAllowed: true };

describe("what a workspace allows its keys", () => {
  test.each([
    ["never", free, null],
    ["365", free, null],
    ["never", ending, "never-not-allowed"],
    ["365", ending, null],
    ["never", short, "never-not-allowed"],
    ["365", short, "lifetime-too-long"],
    ["90", short, null],
    ["7", short, null],
  ] as const)("the choice %s under %j: %s", (choice, rule, refusal) => {
    expect(lifetimeRefusal(choice, rule)).toBe(refusal);
    expect(lifeRefusal(expiryFrom(choice, now), now, rule)).toBe(refusal);
  });
  test("an expiry that is kept counts from now: one that has come near enough is allowed again", () => {
    const end = expiryFrom("365", now);
    const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);
    expect(lifeRefusal(end, daysLater(274), short)).toBe("lifetime-too-long");
    expect(lifeRefusal(end, daysLater(275), short)).toBeNull();
  });
});

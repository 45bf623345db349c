import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callsPerHour, greatestRisk, RISKS, rateSince, riskOf } from "./withdrawal-risk";

const now = new Date("2026-06-15T12:20:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

test.each([
  ["in use: a call a moment ago", true, now, "in-use"],
  ["in use: a call within 24 hours", true, ago(23.9), "in-use"],
  ["quiet: the last call 24 hours ago", true, ago(24), "quiet"],
  ["quiet: a call within 30 days", true, ago(29.9 * 24), "quiet"],
  ["idle: unused for 30 days", true, ago(30 * 24), "idle"],
  ["idle: never used", true, null, "idle"],
  ["stopped: disabled, revoked or expired, however lately used", false, now, "stopped"],
  ["in use: a call stamped by a clock ahead of ours", true, ago(-1), "in-use"],
] as const)("%s", (_, works, lastUsedAt, risk) => {
  expect(riskOf({ works, lastUsedAt }, now)).toBe(risk);
});

test("the greatest risk of several keys counts for all of them", () => {
  expect(greatestRisk([])).toBe("stopped");
  expect(greatestRisk(["idle", "in-use", "quiet"])).toBe("in-use");
  expect(greatestRisk(["stopped", "idle"])).toBe("idle");
  for (const risk of RISKS) expect(greatestRisk([risk, risk])).toBe(risk);
});

describe("calls per hour", () => {
  test("spread over the hour that has begun and the one before", () => {
    expect(rateSince(now)).toEqual(new Date("2026-06-15T11:00:00Z"));
    const perHour = (calls: number) => callsPerHour([{ calls, since: ago(100) }], now);
    expect([800, 0, 1].map(perHour)).toEqual([600, 0, 1]);
    expect(callsPerHour([], now)).toBe(0);
  });

  test.each([
    ["a minute ago", 1 / 60, 5],
    ["in the same hour", 0.3, 5],
    ["an hour ago", 1, 5],
    ["75 minutes ago", 1.25, 4],
    ["long ago", 100, 4],
  ])("with a key that was made %s are spread over its age, and no less than an hour", (_, age, rate) => {
    expect(callsPerHour([{ calls: 5, since: ago(age) }], now)).toBe(rate);
  });

  test("with several keys add up, each by its own age", () => {
    const lately = [
      { calls: 800, since: ago(100) },
      { calls: 5, since: ago(0.1) },
    ];
    expect(callsPerHour(lately, now)).toBe(605);
  });

  test("never tell more calls than were counted, nor none where there was one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }),
        fc.integer({ min: 0, max: 5 * 3_600_000 }),
        (calls, at, age) => {
          const rate = callsPerHour([{ calls, since: new Date(at.getTime() - age) }], at);
          expect(rate).toBeGreaterThanOrEqual(1);
          expect(rate).toBeLessThanOrEqual(calls);
        },
      ),
    );
  });
});

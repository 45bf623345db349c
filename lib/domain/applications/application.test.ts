import { describe, expect, test } from "vitest";
import { at, days, keySet } from "../key-sets/testing/policies";
import { apply } from "../keys/effects";
import { type KeyFacts, keyStatus, worksNow } from "../keys/key-facts";
import {
  activateWithApplication,
  applicationDeletion,
  applicationRefusal,
  suspendedIndividually,
  suspendWithApplication,
} from "./application";

const now = at("2026-06-15T12:00:00Z");
const never = { expiresAt: null, rotatesAt: null };
const active = keySet(never, now);
const suspend = (key: KeyFacts) => apply(key, suspendWithApplication(key, now), now, "");
const activate = (key: KeyFacts, individuallyToo: boolean) =>
  apply(key, activateWithApplication(key, individuallyToo), now, "");

test("an application is suspended once, and activated once", () => {
  expect(applicationRefusal({ suspendedAt: null }, "suspend")).toBeNull();
  expect(applicationRefusal({ suspendedAt: now }, "suspend")).toBe("application-suspended");
  expect(applicationRefusal({ suspendedAt: now }, "activate")).toBeNull();
  expect(applicationRefusal({ suspendedAt: null }, "activate")).toBe("application-not-suspended");
});

test("an application is deleted once none of its subscriptions is open", () => {
  expect([applicationDeletion(0), applicationDeletion(1)]).toEqual([null, "application-in-use"]);
});

describe("key sets go with their application", () => {
  test("suspending it suspends them, activating it activates them", () => {
    expect(worksNow(suspend(active), now)).toBe(false);
    expect(keyStatus(activate(suspend(active), false), now)).toBe("active");
  });
  test("one that a person had suspended stays so, unless it goes along", () => {
    const byHand = keySet(never, now, { holds: ["manual"] });
    const both = suspend(byHand);
    expect([suspendedIndividually(byHand, now), suspendedIndividually(active, now)]).toEqual([true, false]);
    expect(keyStatus(activate(both, false), now)).toBe("suspended");
    expect(keyStatus(activate(both, true), now)).toBe("active");
  });
  test("nothing else that holds one is lifted", () => {
    const leaked = suspend(keySet(never, now, { holds: ["leak_report", "manual"] }));
    expect(activate(leaked, true).holds).toEqual(["leak_report"]);
  });
  test("a pending and an expired one are held too, so that nothing makes them work meanwhile", () => {
    expect(suspend(keySet(never, null)).holds).toEqual(["application"]);
    const expired = keySet({ expiresAt: days(now, -1), rotatesAt: null }, days(now, -9));
    expect(suspend(expired).holds).toEqual(["application"]);
    expect(suspendedIndividually({ ...expired, holds: ["manual"] }, now)).toBe(false);
  });
  test("what is held already, revoked or deleted stays as it is", () => {
    expect(suspendWithApplication(suspend(active), now)).toEqual([]);
    const [version] = active.versions;
    const revoked = { ...version!, revokedAt: now, revokeReason: "leaked" as const };
    expect(suspendWithApplication({ ...active, versions: [revoked] }, now)).toEqual([]);
    expect(suspendWithApplication({ ...active, deletedAt: now }, now)).toEqual([]);
    expect(activateWithApplication({ ...active, deletedAt: now, holds: ["application"] }, true)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { at, days, keySet } from "../key-sets/testing/policies";
import { apply } from "./effects";
import { type KeyFacts, type KeySetFacts, keyStatus, latestOf, worksNow } from "./key-facts";
import { activate, decide, MOVES, type Move, refusalOf, replace, versionRefusal } from "./moves";

const now = at("2026-06-15T12:00:00Z");
const dates = { expiresAt: days(now, 90), rotatesAt: days(now, 30) };
const allowed: KeySetFacts = { manualRegeneration: true, applicationSuspended: false, anotherValid: false };
const made = days(now, -10);

const sets = {
  pending: keySet({ expiresAt: null, rotatesAt: null }, null),
  active: keySet(dates, made),
  suspended: keySet(dates, made, { holds: ["manual"] }),
  expired: keySet({ expiresAt: days(now, -1), rotatesAt: null }, made),
  revoked: revoked(keySet(dates, made)),
};

function revoked(key: KeyFacts): KeyFacts {
  const decision = decide(key, "revoke", now, "leaked");
  if (!decision.ok) throw new Error(decision.refusal);
  return apply(key, decision.effects, now, "");
}

const withSet = (key: KeyFacts, patch: Partial<KeySetFacts>): KeyFacts => ({
  ...key,
  set: { ...allowed, ...patch },
});

describe("every move of a key set, from every status", () => {
  const open = null;
  test.each<[keyof typeof sets, Record<Move, string | null>]>([
    [
      "pending",
      {
        edit: open,
        activate: open,
        disable: "key-set-pending",
        enable: "key-set-pending",
        revoke: "key-set-pending",
        regenerate: "key-set-pending",
        rotate: "key-set-pending",
        "end-overlap": "key-set-pending",
        "roll-back": "key-set-pending",
        delete: open,
      },
    ],
    [
      "active",
      {
        edit: open,
        activate: "key-not-pending",
        disable: open,
        enable: "key-set-not-suspended",
        revoke: open,
        regenerate: open,
        rotate: open,
        "end-overlap": "key-not-in-overlap",
        "roll-back": "key-not-in-overlap",
        delete: "key-kind-not-deletable",
      },
    ],
    [
      "suspended",
      {
        edit: open,
        activate: "key-not-pending",
        disable: "key-set-already-suspended",
        enable: open,
        revoke: open,
        regenerate: open,
        rotate: open,
        "end-overlap": "key-not-in-overlap",
        "roll-back": "key-not-in-overlap",
        delete: "key-kind-not-deletable",
      },
    ],
    [
      "expired",
      {
        edit: open,
        activate: "key-set-expired",
        disable: "key-set-expired",
        enable: "key-set-expired",
        revoke: "key-set-expired",
        regenerate: open,
        rotate: "key-set-expired",
        "end-overlap": "key-not-in-overlap",
        "roll-back": "key-not-in-overlap",
        delete: "key-kind-not-deletable",
      },
    ],
    [
      "revoked",
      {
        edit: open,
        activate: "key-set-revoked",
        disable: "key-set-revoked",
        enable: "key-set-revoked",
        revoke: "key-set-revoked",
        regenerate: "key-set-revoked",
        rotate: "key-set-revoked",
        "end-overlap": "key-set-revoked",
        "roll-back": "key-set-revoked",
        delete: "key-kind-not-deletable",
      },
    ],
  ])("%s", (status, refusals) => {
    expect(keyStatus(sets[status], now)).toBe(status);
    expect(Object.fromEntries(MOVES.map((move) => [move, refusalOf(sets[status], move, now)]))).toEqual(
      refusals,
    );
  });
});

describe("activation", () => {
  test("gives a pending key set its dates, and it works from then on", () => {
    const decision = activate(sets.pending, dates, now);
    if (!decision.ok) throw new Error(decision.refusal);
    const key = apply(sets.pending, decision.effects, now, "");
    expect(latestOf(key)).toMatchObject({ activatedAt: now, ...dates });
    expect(worksNow(key, now)).toBe(true);
  });
  test.each(["pending", "suspended"] as const)(
    "of a %s one is refused under a suspended application",
    (status) => {
      const move = status === "pending" ? "activate" : "enable";
      expect(refusalOf(withSet(sets[status], { applicationSuspended: true }), move, now)).toBe(
        "application-suspended",
      );
      expect(refusalOf({ ...sets[status], holds: ["application"] }, move, now)).toBe("application-suspended");
    },
  );
  test("a key that belongs to no application is not told of one", () => {
    const key: KeyFacts = { ...sets.active, kind: "access", holds: ["application"] };
    expect(refusalOf(key, "enable", now)).toBe("key-not-disabled");
  });
});

describe("regeneration", () => {
  test("is refused where the policy forbids it, and where nobody knows the policy", () => {
    for (const key of [sets.active, sets.suspended, sets.expired]) {
      expect(refusalOf(withSet(key, { manualRegeneration: false }), "regenerate", now)).toBe(
        "regeneration-not-allowed",
      );
      expect(refusalOf({ ...key, set: undefined }, "regenerate", now)).toBe("regeneration-not-allowed");
    }
  });
  test("the schedule rotates all the same", () => {
    expect(refusalOf(withSet(sets.active, { manualRegeneration: false }), "rotate", now)).toBeNull();
  });
  test("of an expired one is refused while the application has another valid one", () => {
    expect(refusalOf(withSet(sets.expired, { anotherValid: true }), "regenerate", now)).toBe(
      "another-key-set-valid",
    );
    expect(refusalOf(withSet(sets.active, { anotherValid: true }), "regenerate", now)).toBeNull();
  });
  test("is for the LATEST key alone, and the new one is suspended if the old one was", () => {
    const decision = replace(sets.suspended, "none", dates.expiresAt, now, dates.rotatesAt);
    if (!decision.ok) throw new Error(decision.refusal);
    const key = apply(sets.suspended, decision.effects, now, "v2");
    expect(latestOf(key)).toMatchObject({ id: "v2", generation: 2, activatedAt: now, ...dates });
    expect(keyStatus(key, now)).toBe("suspended");
    expect(key.versions[0]).toMatchObject({ revokedAt: now, revokeReason: "superseded", latest: false });
    expect(versionRefusal(key, "v1", now)).toBe("version-not-latest");
    expect(versionRefusal(key, "v2", now)).toBeNull();
    expect(versionRefusal(key, "v3", now)).toBe("not-found");
  });
});

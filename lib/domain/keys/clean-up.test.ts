import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CLEAN_UP_CHOICES,
  type CleanUpChoice,
  type CleanUpMarks,
  cleanUpMarks,
  combine,
  sweeps,
  tick,
} from "./clean-up";
import { apply } from "./effects";
import { HOLD_SOURCES, type KeyFacts, keyStatus, liveVersions, type VersionFacts } from "./key-facts";
import { decide } from "./moves";

const now = new Date("2026-06-15T12:00:00Z");
const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
const version = (patch: Partial<VersionFacts> = {}): VersionFacts => ({
  id: "v1",
  generation: 1,
  latest: true,
  activatedAt: at(-100),
  expiresAt: null,
  rotatesAt: null,
  retiresAt: null,
  revokedAt: null,
  revokeReason: null,
  ...patch,
});
const key = (patch: Partial<KeyFacts> = {}): KeyFacts => ({
  kind: "access",
  deletedAt: null,
  holds: [],
  versions: [version()],
  ...patch,
});
const old = version({ id: "v0", generation: 0, latest: false });

describe("the marks of a key", () => {
  const neither = { expired: false, revoked: false, disabled: false };
  test.each<[string, KeyFacts, Partial<CleanUpMarks>]>([
    ["active", key(), {}],
    ["active until later", key({ versions: [version({ expiresAt: at(1) })] }), {}],
    ["past its expiry", key({ versions: [version({ expiresAt: at(-1) })] }), { expired: true }],
    [
      "at the very instant of its expiry",
      key({ versions: [version({ expiresAt: now })] }),
      { expired: true },
    ],
    [
      "expired, but due for rotation later on that UTC day",
      key({
        versions: [version({ expiresAt: at(-0.1), rotatesAt: new Date(now.getTime() - 9_000_000) })],
      }),
      {},
    ],
    ["revoked", key({ versions: [version({ revokedAt: at(-1) })] }), { revoked: true }],
    [
      "revoked, and past its expiry since",
      key({ versions: [version({ revokedAt: at(-2), expiresAt: at(-1) })] }),
      { revoked: true, expired: true },
    ],
    ["disabled", key({ holds: ["manual"] }), { disabled: true }],
    [
      "disabled, and past its expiry",
      key({ holds: ["manual"], versions: [version({ expiresAt: at(-1) })] }),
      { disabled: true, expired: true },
    ],
    [
      "disabled, then revoked",
      key({ holds: ["manual"], versions: [version({ revokedAt: at(-1) })] }),
      { revoked: true },
    ],
    ["suspended because its user is disabled", key({ holds: ["user_disabled"] }), {}],
    [
      "expired, while its old version still works",
      key({ versions: [old, version({ expiresAt: at(-1) })] }),
      {},
    ],
  ])("%s", (_, facts, marks) => {
    expect(cleanUpMarks(facts, now)).toEqual({ ...neither, ...marks });
  });
});

const marksOf = (text: string): CleanUpMarks => ({
  expired: text.includes("E"),
  revoked: text.includes("R"),
  disabled: text.includes("D"),
});

test.each<[CleanUpChoice[], string[]]>([
  [[], []],
  [["expired"], ["E", "ER", "ED"]],
  [["revoked"], ["R", "D", "ER", "ED"]],
  [
    ["expired", "revoked"],
    ["E", "R", "D", "ER", "ED"],
  ],
  [["both"], ["ER", "ED"]],
])("ticking %j takes the keys marked %j", (choices, taken) => {
  const kinds = ["", "E", "R", "D", "ER", "ED"];
  expect(kinds.filter((kind) => sweeps(choices, marksOf(kind)))).toEqual(taken);
});

test("both is the intersection, the two singles their union, whatever the marks", () => {
  const marks = fc.record({ expired: fc.boolean(), revoked: fc.boolean(), disabled: fc.boolean() });
  fc.assert(
    fc.property(marks, (one) => {
      const [e, r] = [sweeps(["expired"], one), sweeps(["revoked"], one)];
      expect(sweeps(["both"], one)).toBe(e && r);
      expect(sweeps(["expired", "revoked"], one)).toBe(e || r);
    }),
  );
});

test("however one ticks, both never stands beside a single box, and the last tick counts", () => {
  const press = fc.record({ choice: fc.constantFrom(...CLEAN_UP_CHOICES), ticked: fc.boolean() });
  fc.assert(
    fc.property(fc.array(press), (presses) => {
      let choices: CleanUpChoice[] = [];
      for (const { choice, ticked } of presses) {
        choices = tick(choices, choice, ticked);
        expect(choices.includes(choice)).toBe(ticked);
        expect(combine(choices)).toBe(true);
        expect(new Set(choices).size).toBe(choices.length);
      }
    }),
  );
  expect(combine(["both", "expired"])).toBe(false);
});

const instant = fc.option(fc.integer({ min: -3, max: 3 }).map(at));
const anyKey = fc
  .record({
    holds: fc.uniqueArray(fc.constantFrom(...HOLD_SOURCES)),
    times: fc.array(
      fc.record({ expiresAt: instant, rotatesAt: instant, retiresAt: instant, revokedAt: instant }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ holds, times }) =>
    key({
      holds,
      versions: times.map((one, i) =>
        version({ ...one, id: `v${i}`, generation: i + 1, latest: i === times.length - 1 }),
      ),
    }),
  );

test("no key that a call could still pass with is ever swept", () => {
  fc.assert(
    fc.property(anyKey, (facts) => {
      const works = facts.holds.length === 0 && liveVersions(facts, now).length > 0;
      if (works) expect(sweeps(["expired", "revoked"], cleanUpMarks(facts, now))).toBe(false);
    }),
  );
});

test("a key that shows Expired or Revoked and has nothing left to use is always offered", () => {
  fc.assert(
    fc.property(anyKey, (facts) => {
      const over = ["expired", "revoked"].includes(keyStatus(facts, now)) && !liveVersions(facts, now).length;
      if (over) expect(sweeps(["expired", "revoked"], cleanUpMarks(facts, now))).toBe(true);
    }),
  );
});

test("revoking or disabling a key puts it among the revoked, enabling takes it out", () => {
  const marksAfter = (facts: KeyFacts, move: "revoke" | "disable" | "enable") => {
    const decision = decide(facts, move, now);
    if (!decision.ok) throw new Error(decision.refusal);
    const after = apply(facts, decision.effects, now, "v2");
    return { after, swept: sweeps(["revoked"], cleanUpMarks(after, now)) };
  };
  expect(marksAfter(key(), "revoke").swept).toBe(true);
  const disabled = marksAfter(key(), "disable");
  expect(disabled.swept).toBe(true);
  expect(marksAfter(disabled.after, "enable").swept).toBe(false);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "./effects";
import { type KeyFacts, keyStatus, liveVersions, overlapping } from "./key-facts";
import { activate, type Decision, decide, MOVES, type Move, refusalOf, replace, TRANSITIONS } from "./moves";
import { versionStatus } from "./status";

const start = new Date("2026-01-01T00:00:00Z");
const later = (from: Date, hours: number) => new Date(from.getTime() + hours * 3_600_000);

function freshKey(patch: Partial<KeyFacts> = {}): KeyFacts {
  const version = {
    id: "v1",
    generation: 1,
    latest: true,
    activatedAt: start,
    expiresAt: null,
    rotatesAt: null,
    retiresAt: null,
    revokedAt: null,
    revokeReason: null,
  };
  return { kind: "access", deletedAt: null, holds: [], versions: [version], ...patch };
}

function attempt(key: KeyFacts, move: Move, now: Date, hours: number): Decision {
  if (move === "activate") return activate(key, { expiresAt: null, rotatesAt: null }, now);
  if (move === "regenerate") return replace(key, "none", later(now, hours), now);
  if (move === "rotate") {
    // Overlaps of every length, also without end, and new versions that end before their old ones.
    const overlap = hours % 5 === 0 ? null : later(now, hours);
    return replace(key, overlap, hours % 3 === 0 ? later(now, hours % 40) : "keep", now);
  }
  return decide(key, move, now);
}

const moved = (key: KeyFacts, decision: Decision, now: Date, id = "new") => {
  if (!decision.ok) throw new Error(decision.refusal);
  return apply(key, decision.effects, now, id);
};

describe("each move", () => {
  const key = freshKey();
  test("disable suspends, enable takes it back", () => {
    const disabled = moved(key, decide(key, "disable", start), start);
    expect(keyStatus(disabled, start)).toBe("suspended");
    expect(keyStatus(moved(disabled, decide(disabled, "enable", start), start), start)).toBe("active");
  });
  test("enable leaves other holds in place", () => {
    const held = freshKey({ holds: ["manual", "leak_report"] });
    expect(keyStatus(moved(held, decide(held, "enable", start), start), start)).toBe("suspended");
  });
  test("revoke is terminal: nothing but editing and deleting is open afterwards", () => {
    const revoked = moved(key, decide(key, "revoke", start, "leaked"), start);
    expect(MOVES.filter((move) => refusalOf(revoked, move, start) === null)).toEqual(["edit", "delete"]);
  });
  test("regenerate kills every older live version at once, and keeps a suspension", () => {
    const overlap = moved(
      freshKey({ holds: ["manual"] }),
      replace(freshKey({ holds: ["manual"] }), later(start, 24), "keep", start),
      start,
      "v2",
    );
    const fresh = moved(overlap, replace(overlap, "none", "keep", start), start, "v3");
    expect(liveVersions(fresh, start).map((version) => version.id)).toEqual(["v3"]);
    expect(keyStatus(fresh, start)).toBe("suspended");
  });
  test("an expired key is regenerated only with a new expiry", () => {
    const expired = freshKey({ versions: [{ ...freshKey().versions[0]!, expiresAt: start }] });
    expect(replace(expired, "none", "keep", later(start, 1))).toEqual({
      ok: false,
      refusal: "expiry-needed",
    });
    expect(replace(expired, "none", start, later(start, 1))).toEqual({
      ok: false,
      refusal: "expiry-in-the-past",
    });
    expect(
      keyStatus(
        moved(expired, replace(expired, "none", null, later(start, 1)), later(start, 1)),
        later(start, 1),
      ),
    ).toBe("active");
  });
  test("rotation keeps both versions until the old one retires; a second rotation waits", () => {
    const both = moved(key, replace(key, later(start, 24), "keep", start), start, "v2");
    expect(liveVersions(both, later(start, 23)).map((version) => version.id)).toEqual(["v1", "v2"]);
    expect(liveVersions(both, later(start, 24)).map((version) => version.id)).toEqual(["v2"]);
    expect(refusalOf(both, "rotate", later(start, 1))).toBe("key-in-overlap");
    expect(refusalOf(both, "rotate", later(start, 24))).toBeNull();
  });
  test("roll back makes the old version LATEST again and cancels its retirement", () => {
    const both = moved(key, replace(key, later(start, 24), "keep", start), start, "v2");
    const back = moved(both, decide(both, "roll-back", start), start);
    expect(liveVersions(back, later(start, 48)).map((version) => [version.id, version.latest])).toEqual([
      ["v1", true],
    ]);
  });
  test("an end of the new version before that of the old one leaves roll back and revoke open", () => {
    const both = moved(key, replace(key, null, later(start, 1), start), start, "v2");
    const after = later(start, 2);
    expect(keyStatus(both, after)).toBe("expired");
    expect(liveVersions(both, after).map((version) => version.id)).toEqual(["v1"]);
    const back = moved(both, decide(both, "roll-back", after), after);
    expect(keyStatus(back, after)).toBe("active");
    expect(back.versions[1]).toMatchObject({ latest: false, revokeReason: "rolled_back" });
    const gone = moved(both, decide(both, "revoke", after, "leaked"), after);
    expect(keyStatus(gone, after)).toBe("revoked");
    expect(liveVersions(gone, after)).toEqual([]);
    const ended = moved(both, decide(both, "end-overlap", after), after);
    expect(refusalOf(ended, "revoke", after)).toBe("key-expired");
  });
  test("nothing of an overlap is open once the old version has retired", () => {
    const both = moved(key, replace(key, later(start, 24), "keep", start), start, "v2");
    for (const move of ["end-overlap", "roll-back"] as const) {
      expect(refusalOf(both, move, later(start, 23))).toBeNull();
      expect(decide(both, move, later(start, 24))).toEqual({ ok: false, refusal: "key-not-in-overlap" });
    }
  });
  test("after a roll back the key can be rotated again, with a generation of its own", () => {
    const both = moved(key, replace(key, null, "keep", start), start, "v2");
    const back = moved(both, decide(both, "roll-back", start), start);
    const again = moved(back, replace(back, null, "keep", start), start, "v3");
    expect(again.versions.map(({ id, generation, latest }) => [id, generation, latest])).toEqual([
      ["v1", 1, false],
      ["v2", 2, false],
      ["v3", 3, true],
    ]);
  });
  test("an old version past its expiration is not rolled back to, though it lives to its retirement", () => {
    const version = { ...freshKey().versions[0]!, expiresAt: later(start, 12), rotatesAt: later(start, 10) };
    const due = freshKey({ versions: [version] });
    const at = later(start, 10);
    const both = moved(due, replace(due, later(at, 48), null, at), at, "v2");
    expect(refusalOf(both, "roll-back", later(start, 23))).toBeNull();
    const after = later(start, 24);
    expect(liveVersions(both, after).map(({ id }) => id)).toEqual(["v1", "v2"]);
    expect(refusalOf(both, "roll-back", after)).toBe("old-version-expired");
  });
  test("a key set is not deleted", () => {
    expect(refusalOf(freshKey({ kind: "key_set" }), "delete", start)).toBe("key-kind-not-deletable");
  });
});

test("the table alone decides from which status a move is closed", () => {
  const byStatus: Record<string, KeyFacts> = {
    active: freshKey(),
    suspended: freshKey({ holds: ["manual"] }),
    pending: freshKey({ versions: [{ ...freshKey().versions[0]!, activatedAt: null }] }),
    expired: freshKey({ versions: [{ ...freshKey().versions[0]!, expiresAt: start }] }),
    revoked: freshKey({
      versions: [{ ...freshKey().versions[0]!, revokedAt: start, revokeReason: "other" }],
    }),
  };
  for (const [status, key] of Object.entries(byStatus)) {
    for (const move of MOVES) {
      const listed = (TRANSITIONS[move].from as readonly string[]).includes(status);
      if (!listed) expect(refusalOf(key, move, start), `${move} from ${status}`).not.toBeNull();
    }
  }
});

test("no sequence of moves reaches an illegal state", () => {
  const step = fc.record({
    move: fc.constantFrom(...MOVES),
    pauseHours: fc.nat(40),
    hours: fc.integer({ min: 1, max: 200 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let key = freshKey();
      let now = start;
      for (const [i, { move, pauseHours, hours }] of steps.entries()) {
        now = later(now, pauseHours);
        const statusBefore = keyStatus(key, now);
        const decision = attempt(key, move, now, hours);
        expect(decision.ok || decision.refusal).toBeTruthy();
        if (!decision.ok) continue;
        const next = apply(key, decision.effects, now, `n${i}`);
        // One LATEST; generations never repeat; at most two live versions; nothing comes back from revocation.
        expect(next.versions.filter((version) => version.latest)).toHaveLength(1);
        expect(new Set(next.versions.map((version) => version.generation)).size).toBe(next.versions.length);
        expect(liveVersions(next, now).length).toBeLessThanOrEqual(2);
        for (const version of key.versions) {
          if (version.revokedAt)
            expect(next.versions.find((other) => other.id === version.id)?.revokedAt).toEqual(
              version.revokedAt,
            );
        }
        if (next.holds.length > 0)
          expect(next.versions.some((version) => versionStatus(version, true, now) === "active")).toBe(false);
        if (next.deletedAt) expect(liveVersions(next, now)).toEqual([]);
        if (TRANSITIONS[move].to === "revoked") expect(keyStatus(next, now)).toBe("revoked");
        if (move === "disable") expect(keyStatus(next, now)).toBe("suspended");
        if (move === "regenerate" && statusBefore !== "expired")
          expect(keyStatus(next, now)).toBe(statusBefore);
        if (move === "end-overlap" || move === "roll-back") expect(overlapping(next, now)).toBeNull();
        // A rotation takes nothing away, and a roll back gives the old version back as it was.
        if (move === "rotate")
          for (const version of liveVersions(key, now))
            expect(liveVersions(next, now).map(({ id }) => id)).toContain(version.id);
        if (move === "roll-back") {
          const old = overlapping(key, now)!;
          expect(next.versions.find(({ id }) => id === old.id)).toEqual({
            ...old,
            latest: true,
            retiresAt: null,
          });
        }
        key = next;
      }
    }),
    { numRuns: 3_000 },
  );
});

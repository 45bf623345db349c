import { describe, expect, test } from "vitest";
import { retirementOf, type VersionTimes, versionStatus } from "./status";

const at = (text: string) => new Date(text);
const now = at("2026-06-15T12:00:00Z");
const live: VersionTimes = {
  activatedAt: at("2026-01-01T00:00:00Z"),
  expiresAt: null,
  rotatesAt: null,
  retiresAt: null,
  revokedAt: null,
};
const past = at("2026-06-15T11:59:59Z");
const future = at("2026-06-15T12:00:01Z");

describe("status is derived: revoked > expired > pending > suspended > active", () => {
  test.each([
    ["a live version", {}, false, "active"],
    ["a held one", {}, true, "suspended"],
    ["one that was never activated", { activatedAt: null }, false, "pending"],
    ["pending outranks suspended", { activatedAt: null }, true, "pending"],
    ["past its expiry", { expiresAt: past }, false, "expired"],
    ["at the very instant of its expiry", { expiresAt: now }, false, "expired"],
    ["before its expiry", { expiresAt: future }, false, "active"],
    ["expired outranks suspended", { expiresAt: past }, true, "expired"],
    ["expired outranks pending", { expiresAt: past, activatedAt: null }, false, "expired"],
    ["revoked outranks everything", { revokedAt: past, expiresAt: past, activatedAt: null }, true, "revoked"],
    ["revoked by a clock that is ahead", { revokedAt: future }, false, "revoked"],
    ["an old version in its overlap", { retiresAt: future }, false, "active"],
    ["an old version past its retirement", { retiresAt: past }, false, "revoked"],
    ["retired before it would have expired", { retiresAt: past, expiresAt: now }, false, "revoked"],
    [
      "retired at its expiry, which ended its overlap",
      { retiresAt: past, expiresAt: past },
      false,
      "expired",
    ],
    [
      "held past its expiry, until another secret is collected",
      { retiresAt: future, expiresAt: past },
      false,
      "active",
    ],
  ])("%s", (_, times, held, status) => {
    expect(versionStatus({ ...live, ...times }, held, now)).toBe(status);
  });
});

describe("a rotation due on the day of the expiry takes precedence", () => {
  const expiresAt = at("2026-06-15T08:00:00Z");
  const rotatesAt = at("2026-06-15T20:00:00Z");
  test("until it has happened, the version lives to the end of that UTC day", () => {
    expect(versionStatus({ ...live, expiresAt, rotatesAt }, false, at("2026-06-15T23:59:59.999Z"))).toBe(
      "active",
    );
    expect(versionStatus({ ...live, expiresAt, rotatesAt }, false, at("2026-06-16T00:00:00Z"))).toBe(
      "expired",
    );
  });
  test("a rotation on another day changes nothing", () => {
    expect(versionStatus({ ...live, expiresAt, rotatesAt: at("2026-06-16T00:00:00Z") }, false, now)).toBe(
      "expired",
    );
  });
  test("once it has happened, the version lives to its retirement: the overlap is kept", () => {
    const replaced = { ...live, expiresAt, rotatesAt, retiresAt: at("2026-06-20T00:00:00Z") };
    expect(versionStatus(replaced, false, at("2026-06-19T23:59:59.999Z"))).toBe("active");
    expect(versionStatus(replaced, false, at("2026-06-20T00:00:00Z"))).toBe("revoked");
  });
  test("the overlap of a version that was to be rotated on another day ends at its own expiry", () => {
    const other = { ...live, expiresAt, rotatesAt: at("2026-06-14T20:00:00Z") };
    const [early, late] = [at("2026-06-15T00:00:00Z"), at("2026-06-20T00:00:00Z")];
    expect([retirementOf(other, early), retirementOf(other, late)]).toEqual([early, expiresAt]);
    expect(retirementOf({ ...live, expiresAt, rotatesAt }, late)).toEqual(late);
  });
});

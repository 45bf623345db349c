import { expect, test } from "vitest";
import { factEnd, factName, factWords, inReadingOrder } from "./fact-words";

test.each([
  ["overlap", 168, "Overlap", "7 days"],
  ["overlap", 24, "Overlap", "24 hours"],
  ["overlap", 1, "Overlap", "1 hour"],
  ["overlap", 50, "Overlap", "50 hours"],
  ["overlap", "until-ended", "Overlap", "Until somebody ends it"],
  ["oldVersionUntil", "until-ended", "Old secret works until", "somebody ends it"],
  ["oldVersionUntil", "2026-11-21T02:09:30.000Z", "Old secret works until", "21 Nov 2026, 02:09:30 UTC"],
  ["expiresAt", null, "Expires", "Never"],
  ["expiresAt", "2026-11-21T02:09:30Z", "Expires", "21 Nov 2026, 02:09:30 UTC"],
  ["reason", "no_longer_needed", "Reason", "No longer needed"],
  ["status", "suspended", "Status", "Suspended"],
  ["status", "deleted", "Status", "Deleted"],
  ["status", "toString", "Status", "toString"],
  ["role", "developer", "Role", "Developer"],
  ["reason", "leaked", "Reason", "It has leaked"],
  ["reason", "toString", "Reason", "toString"],
  ["generation", 2, "Version", "2"],
  ["scopes", ["keys:read", "keys:write"], "Scopes", "keys:read, keys:write"],
  ["scopes", [], "Scopes", "none"],
  ["description", "", "Description", "none"],
  ["once", true, "Can be shown again", "no"],
  ["once", false, "Can be shown again", "yes"],
  ["neverAllowed", false, "Never allowed", "no"],
  ["otherSessionsEnded", 3, "Other sessions ended", "3"],
  ["cause", "no_signing_key", "Cause", "There is no signing key"],
  ["tokenAudience", null, "Audience of tokens", "the issuer"],
  ["environment", null, "Environment", "every environment"],
  ["environment", "production", "Environment", "production"],
  ["tokenMinutes", 15, "Lifetime of tokens, in minutes", "15"],
  ["firstAt", "2026-11-21T02:09:30Z", "First", "21 Nov 2026, 02:09:30 UTC"],
  ["retires_at", "2026-11-21T02:09:30Z", "Retires", "21 Nov 2026, 02:09:30 UTC"],
  ["retired_at", "2026-11-21T02:09:30Z", "Retired", "21 Nov 2026, 02:09:30 UTC"],
  ["kid", "x", "Key id", "x"],
  ["others", ["x", "y"], "Other keys that ended with it", "x, y"],
  ["without", ["Edge"], "Without the Outposts", "Edge"],
  ["constructor", "x", "Constructor", "x"],
  ["constructor", null, "Constructor", "none"],
])("%s %s is told as %s: %s", (name, value, named, words) => {
  expect(factName(name, "access-key.edited")).toBe(named);
  expect(factWords(name, value)).toBe(words);
});

test("the old secret stays after a roll back, and has ended after everything else that takes its end away", () => {
  const name = "Old secret";
  expect(factEnd("oldVersionUntil", "access-key.rolled-back")).toEqual({
    name,
    words: "stays, without an end of its own",
  });
  for (const type of ["access-key.overlap-ended", "access-key.regenerated", "access-key.revoked"] as const)
    expect(factEnd("oldVersionUntil", type)).toEqual({ name, words: "ended" });
  expect(factEnd("description", "access-key.edited")).toBeNull();
});

test("of several calls the first stands before the last, behind everything else", () => {
  // As jsonb keeps them: the shortest name first.
  expect(inReadingOrder(["cause", "lastAt", "firstAt", "refusals"])).toEqual([
    "cause",
    "refusals",
    "firstAt",
    "lastAt",
  ]);
});

test("an Outpost's version is that of its program, and its generation has a name of its own", () => {
  expect([factName("version", "outpost.connected"), factName("generation", "outpost.connected")]).toEqual([
    "Version",
    "Generation",
  ]);
});

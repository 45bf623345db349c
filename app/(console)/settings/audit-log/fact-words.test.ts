import { expect, test } from "vitest";
import { factName, factWords } from "./fact-words";

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
  ["reason", "leaked", "Reason", "It has leaked"],
  ["reason", "toString", "Reason", "toString"],
  ["generation", 2, "Version", "2"],
  ["scopes", ["keys:read", "keys:write"], "Scopes", "keys:read, keys:write"],
  ["scopes", [], "Scopes", "none"],
  ["description", "", "Description", "none"],
  ["neverAllowed", false, "Never allowed", "no"],
  ["otherSessionsEnded", 3, "Other sessions ended", "3"],
  ["constructor", "x", "Constructor", "x"],
])("%s %s is told as %s: %s", (name, value, named, words) => {
  expect(factName(name)).toBe(named);
  expect(factWords(name, value)).toBe(words);
});

import { expect, test } from "vitest";
import { ownPath, signInAddress } from "./own-path";

test.each([
  "/settings/members",
  "/settings/audit-log?before=12",
  "/keys/0193d5a2-0000-7000-8000-000000000001",
])("%s is kept", (path) => expect(ownPath(path)).toBe(path));

test.each([
  "https://elsewhere.example/",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "/\t/elsewhere.example",
  "/\n/elsewhere.example",
  "/./\\elsewhere.example",
  "/.//elsewhere.example",
  "/a/..//elsewhere.example",
  "javascript:alert(1)",
  "settings/members",
  "/\u202esgnittes",
  `/${"a".repeat(600)}`,
  "",
  null,
  undefined,
  ["/settings/members"],
  { to: "/settings/members" },
])("%j never leads out of the hub", (asked) => expect(ownPath(asked)).toBe("/"));

test("signing in never leads back to signing in", () => {
  expect(ownPath("/sign-in?to=/sign-in")).toBe("/");
  expect(ownPath("/setup")).toBe("/");
  expect(signInAddress("/sign-in")).toBe("/sign-in");
});

test("the asked page survives in the sign-in page's address", () => {
  expect(signInAddress("/settings/audit-log?before=12")).toBe(
    "/sign-in?to=%2Fsettings%2Faudit-log%3Fbefore%3D12",
  );
});

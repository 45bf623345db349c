import { expect, test } from "vitest";
import { AUTH_TYPES, defaultName } from "./auth-types";

test("the default name is the authentication type and the application's name", () => {
  expect(AUTH_TYPES.map((type) => defaultName(type, "Orders app"))).toEqual([
    "API key - Orders app",
    "OAuth 2 client credentials - Orders app",
    "Basic - Orders app",
  ]);
});

test("an application with the longest of names gives its key set one that fits, and no half characters", () => {
  for (const type of AUTH_TYPES) {
    expect(defaultName(type, "x".repeat(100)).length).toBe(100);
    const faces = defaultName(type, "\u{1f600}".repeat(50));
    expect(faces.length).toBeLessThanOrEqual(100);
    expect(faces.isWellFormed()).toBe(true);
  }
});

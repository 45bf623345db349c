import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "./secret";

test("a secret prints as stars, however it is printed", () => {
  const secret = new Secret("hunter2hunter2");
  for (const text of [
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ deep: { secret } }),
    String(secret),
    "".concat(String(secret)),
  ]) {
    expect(text).not.toContain("hunter2");
  }
  expect(secret.reveal()).toBe("hunter2hunter2");
});

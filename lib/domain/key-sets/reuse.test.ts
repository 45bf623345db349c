import { expect, test } from "vitest";
import { type ExistingSet, provisions, reusable } from "./reuse";

const wanted = {
  applicationId: "a",
  environment: "production",
  authType: "api_key",
  fingerprint: "f",
} as const;
const existing: ExistingSet = { ...wanted, id: "k1", status: "active" };

test.each([
  ["the same", {}, true],
  ["another application", { applicationId: "b" }, false],
  ["another environment", { environment: "staging" }, false],
  ["another authentication type", { authType: "basic" }, false],
  ["another policy", { fingerprint: "g" }, false],
  ["a pending one", { status: "pending" }, true],
  ["a suspended one", { status: "suspended" }, true],
  ["an expired one", { status: "expired" }, false],
  ["a revoked one", { status: "revoked" }, false],
] as const)("a key set is reused: %s", (_, patch, reused) => {
  expect(reusable({ ...existing, ...patch }, wanted)).toBe(reused);
});

test("each authentication type gets a key set, reused where there is one", () => {
  const basic = { ...wanted, authType: "basic" } as const;
  expect(provisions([wanted, basic], [existing])).toEqual([
    { wanted, reuse: "k1", warning: null },
    { wanted: basic, reuse: null },
  ]);
});

test("of several one that works is taken, and one that does not is told of", () => {
  const suspended = { ...existing, id: "k2", status: "suspended" } as const;
  const pending = { ...existing, id: "k3", status: "pending" } as const;
  expect(provisions([wanted], [pending, suspended, existing])[0]).toMatchObject({
    reuse: "k1",
    warning: null,
  });
  expect(provisions([wanted], [pending, suspended])[0]).toMatchObject({ reuse: "k2", warning: "suspended" });
  expect(provisions([wanted], [pending])[0]).toMatchObject({ reuse: "k3", warning: "pending" });
});

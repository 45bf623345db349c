import { expect, test } from "vitest";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import { TokenRefusals } from "./token-refusals";

const key = (keyId: string, workspaceId = "w") => ({ workspaceId, keyId }) as StoredRecord;
const hourMs = 3_600_000;
const told = (taken: ReturnType<TokenRefusals["take"]>) =>
  [...taken].map(([workspace, all]) => [
    workspace,
    all.map(({ keyId, cause, count }) => [keyId, cause, count]),
  ]);

test("the first refusal of a key is told at once, and a flood of them once an hour, none of them lost", () => {
  const refusals = new TokenRefusals();
  refusals.note(key("a"), "revoked", 1_000);
  expect(told(refusals.take(1_500))).toEqual([["w", [["a", "revoked", 1]]]]);
  let tellings = 0;
  let count = 0;
  for (let second = 2; second <= 7_200; second++) {
    for (let n = 0; n < 10; n++) refusals.note(key("a"), "revoked", second * 1_000);
    for (const [, all] of refusals.take(second * 1_000)) {
      tellings += 1;
      count += all[0]!.count;
    }
  }
  for (const [, all] of refusals.take(7_200_000, true)) count += all[0]!.count;
  expect([tellings, count]).toEqual([1, 71_990]);
});

test("it says when the first and the last of them came", () => {
  const refusals = new TokenRefusals();
  for (const ms of [1_000, 5_000, 9_000]) refusals.note(key("a"), "expired", ms);
  expect(refusals.take(10_000).get("w")).toEqual([
    {
      keyId: "a",
      cause: "expired",
      count: 3,
      firstAt: "1970-01-01T00:00:01.000Z",
      lastAt: "1970-01-01T00:00:09.000Z",
    },
  ]);
});

test("each key, each cause and each workspace is told apart", () => {
  const refusals = new TokenRefusals();
  refusals.note(key("a"), "revoked", 1);
  refusals.note(key("a"), "insufficient_scope", 1);
  refusals.note(key("b", "other"), "revoked", 1);
  expect(told(refusals.take(2))).toEqual([
    [
      "w",
      [
        ["a", "revoked", 1],
        ["a", "insufficient_scope", 1],
      ],
    ],
    ["other", [["b", "revoked", 1]]],
  ]);
});

test("what has been quiet for an hour is forgotten, and begins anew with a telling at once", () => {
  const refusals = new TokenRefusals();
  refusals.note(key("a"), "revoked", 1);
  refusals.take(2);
  expect(refusals.take(2 + hourMs).size).toBe(0);
  refusals.note(key("a"), "revoked", 3 + hourMs);
  expect(refusals.take(4 + hourMs).size).toBe(1);
});

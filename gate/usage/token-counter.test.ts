import { expect, test } from "vitest";
import { TokenCounter } from "./token-counter";

const of = (versionId: string, signingKeyId = "s") => ({
  workspaceId: "w",
  signingKeyId,
  keyId: "k",
  versionId,
});
const minute = 60;

test("tokens of one version that end in one minute are one row, and nobody else's", () => {
  const counter = new TokenCounter();
  counter.count(of("a"), 10 * minute);
  counter.count(of("a"), 10 * minute + 59);
  counter.count(of("a"), 11 * minute);
  counter.count(of("b"), 10 * minute);
  counter.count(of("a", "other"), 10 * minute);
  const { rows, lost } = counter.take();
  expect(rows.map((row) => [row.signingKeyId, row.versionId, row.endsMinuteMs / 60_000, row.tokens])).toEqual(
    [
      ["s", "a", 10, 2],
      ["s", "a", 11, 1],
      ["s", "b", 10, 1],
      ["other", "a", 10, 1],
    ],
  );
  expect(lost).toBe(0);
});

test("what was taken is not there a second time", () => {
  const counter = new TokenCounter();
  counter.count(of("a"), minute);
  expect(counter.waiting).toBe(1);
  counter.take();
  expect([counter.waiting, counter.take().rows]).toEqual([0, []]);
});

test("tokens beyond the room are told as lost, and those of known rows are not", () => {
  const counter = new TokenCounter();
  for (let n = 0; n < 200_001; n++) counter.count(of(`k${n}`), minute);
  counter.count(of("k0"), minute);
  const { rows, lost } = counter.take();
  expect([rows.length, rows[0]!.tokens, lost]).toEqual([200_000, 2, 1]);
});

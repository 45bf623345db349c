import { expect, test } from "vitest";
import { lookupDiagnostic } from "./lookup";

test.each([
  ["the request id of an Outpost", crypto.randomUUID(), /^That looks like the request id of an Outpost: /],
  ["something else", "dx_short", /^That is not a diagnostic id\.$/],
  ["nothing at all", null, /^Give the id from the answer\.$/],
])("%s is no diagnostic id, and it is said where to look", (_, id, sentence) => {
  const { error } = lookupDiagnostic.input.safeParse({ id });
  expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(sentence)]);
});

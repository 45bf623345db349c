import { expect, test } from "vitest";
import { LONGEST_VIEW_NAME, MOST_VIEWS, parseSavedViews, readSavedViews } from "./saved-views";

const good = { name: "Ending soon", query: "expiry=in30&sort=expires" };

test("saved views come back as they were kept", () => {
  expect(readSavedViews(JSON.stringify([good]))).toEqual([good]);
});

test("what somebody else has written into the cookie is dropped, and no more is kept than fits", () => {
  const bad = [
    null,
    "x",
    { name: "", query: "a=1" },
    { name: "x".repeat(LONGEST_VIEW_NAME + 1), query: "a=1" },
    { name: "Away", query: "a=1#//elsewhere.example" },
    { name: "Away", query: "a=<script>" },
  ];
  expect(parseSavedViews([...bad, good])).toEqual([good]);
  for (const text of [undefined, "", "{", "7", '{"a":1}']) expect(readSavedViews(text)).toEqual([]);
  expect(parseSavedViews(Array.from({ length: 20 }, () => good))).toHaveLength(MOST_VIEWS);
});

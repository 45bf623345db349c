import { expect, test } from "vitest";
import { readiness } from "./health";

const verifier = { holdsLease: () => true };

test.each([
  ["is ready by itself where it serves no pages", undefined, true],
  ["is not ready while its start waits for its pages", { up: false, awaited: true }, false],
  ["is ready once they are up", { up: true, awaited: true }, true],
  ["is ready without them once nobody waits for them any more", { up: false, awaited: false }, true],
])("a gate %s, and shows them", async (_promise, pages, ready) => {
  const shown = pages && { console: pages.up };
  expect(await readiness(verifier, pages)).toEqual({
    ready,
    checks: { database: true, feed: true, ...shown },
  });
});

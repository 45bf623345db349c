import { expect, test } from "vitest";
import { shortcomings, soakAbsence } from "./absence";

test("a hub that goes waits for no Outpost; they go on without it, never with too old a state, and catch up by themselves", async () => {
  const figures = await soakAbsence({ outposts: 5, awayMs: 0, log: console.log });
  expect(shortcomings(figures)).toEqual([]);
}, 240_000);

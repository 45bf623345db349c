import { expect, test } from "vitest";
import { shortcomings, soakSigning } from "./signing";

test("[0-28] [0-29] a rotation of the signing key under load refuses no good token, and old ones at every Outpost within two seconds", async () => {
  const options = { outposts: 5, programs: 3, turns: 1, perSecond: 40 };
  expect(shortcomings(await soakSigning({ ...options, log: console.log }))).toEqual([]);
}, 120_000);

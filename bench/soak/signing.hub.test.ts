import { expect, test } from "vitest";
import { shortcomings, soakSigning } from "./signing";

test("[0-28] [0-29] under load, a rotation of the signing key with overlap refuses no token, and one at once every old one within two seconds", async () => {
  const options = { outposts: 5, programs: 3, turns: 2, perSecond: 40 };
  expect(shortcomings(await soakSigning({ ...options, log: console.log }))).toEqual([]);
}, 240_000);

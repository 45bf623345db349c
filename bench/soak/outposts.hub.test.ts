import { expect, test } from "vitest";
import { shortcomings, soakOutposts } from "./outposts";

test("a second after a revocation is acknowledged, every Outpost refuses the key and its tokens, as the receipt says", async () => {
  const figures = await soakOutposts({ outposts: 10, revocations: 8, log: console.log });
  expect(shortcomings(figures)).toEqual([]);
}, 240_000);

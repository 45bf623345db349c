import { expect, test } from "vitest";
import { shortcomings, soakWithdrawals } from "./withdrawal";

test("what has been acknowledged as revoked is refused by every gate, whatever state it is in", async () => {
  const all = await soakWithdrawals({ revocations: 5, atOnce: 5, log: console.log });
  expect(shortcomings(all)).toEqual([]);
  expect(all.length).toBeGreaterThan(4);
}, 180_000);

import { expect, test } from "vitest";
import { shortcomings, soakSigningKeys } from "./signing-keys";

test("20 bursts of 6 rotations at once over two gates leave one signing key each time, and both publish the same", async () => {
  const figures = await soakSigningKeys({ bursts: 20, log: console.log });
  expect(shortcomings(figures)).toEqual([]);
  expect(figures).toMatchObject({ bursts: 20, tokens: 8 });
}, 300_000);

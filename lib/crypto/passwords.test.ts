import { expect, test } from "vitest";
import { hashPassword, PasswordsBusy, passwordFits } from "./passwords";

test("a password fits its own hash and no other", async () => {
  const stored = await hashPassword("correct horse battery");
  expect(await passwordFits(stored, "correct horse battery")).toBe(true);
  expect(await passwordFits(stored, "wrong horse battery")).toBe(false);
});

test("an unknown user is refused, after as much work as a wrong password", async () => {
  const stored = await hashPassword("correct horse battery");
  const median = async (hash: string | null) => {
    const times: number[] = [];
    for (let i = 0; i < 9; i++) {
      const from = performance.now();
      expect(await passwordFits(hash, "wrong horse battery")).toBe(false);
      times.push(performance.now() - from);
    }
    return times.sort((a, b) => a - b)[4]!;
  };
  const [wrong, unknown] = [await median(stored), await median(null)];
  expect(unknown / wrong).toBeGreaterThan(0.4);
  expect(unknown / wrong).toBeLessThan(2.5);
});

test("a crowd is turned away before it can take every core", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => passwordFits(null, "x")));
  const turnedAway = tries.filter((one) => one.status === "rejected" && one.reason instanceof PasswordsBusy);
  expect(turnedAway).toHaveLength(100 - 66);
  expect(await passwordFits(null, "x")).toBe(false);
});

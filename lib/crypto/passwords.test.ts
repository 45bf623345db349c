import { expect, test } from "vitest";
import { hashPassword, PasswordsBusy, passwordFits } from "./passwords";

test("a password fits its own hash and no other", async () => {
  const stored = await hashPassword("correct horse battery");
  expect(await passwordFits(stored, "correct horse battery")).toBe(true);
  expect(await passwordFits(stored, "wrong horse battery")).toBe(false);
});

test("an unknown user is refused, after as much work as a wrong password", async () => {
  const stored = await hashPassword("correct horse battery");
  const times = { wrong: [] as number[], unknown: [] as number[] };
  const measure = async (hash: string | null, into: number[]) => {
    const from = performance.now();
    expect(await passwordFits(hash, "wrong horse battery")).toBe(false);
    into.push(performance.now() - from);
  };
  // By turns: whatever else the machine begins or ends meanwhile slows both alike.
  for (let i = 0; i < 15; i++) {
    await measure(stored, times.wrong);
    await measure(null, times.unknown);
  }
  const [wrong, unknown] = [times.wrong, times.unknown].map((all) => all.sort((a, b) => a - b)[7]!) as [
    number,
    number,
  ];
  expect(unknown / wrong).toBeGreaterThan(0.4);
  expect(unknown / wrong).toBeLessThan(2.5);
});

test("a crowd is turned away before it can take every core", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => passwordFits(null, "x")));
  const turnedAway = tries.filter((one) => one.status === "rejected" && one.reason instanceof PasswordsBusy);
  expect(turnedAway).toHaveLength(100 - 66);
  expect(await passwordFits(null, "x")).toBe(false);
});

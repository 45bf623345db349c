import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FIRST_BYTE_WITHIN_MS } from "@/server/front/to-console";
import { loadDemo } from "../demo/load";
import { commandInTime, SLOW_COMMAND_LIMIT_MS } from "./in-time";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = new Promise<never>(() => {});

test.each([
  ["what does little is waited for a quarter of a minute", {}, 15_000],
  ["the demo data is waited for three times as long", loadDemo, 45_000],
])("%s", async (_promise, card, limitMs) => {
  const given = vi.fn();
  commandInTime(card, never).catch(given);
  await vi.advanceTimersByTimeAsync(limitMs - 1);
  expect(given).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(given).toHaveBeenCalledOnce();
});

test("the console has answered before the front gives it up", () => {
  expect(SLOW_COMMAND_LIMIT_MS).toBeLessThan(FIRST_BYTE_WITHIN_MS - 10_000);
});

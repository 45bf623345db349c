import { afterEach, beforeEach, expect, test, vi } from "vitest";

let page: typeof import("./passing-time");
let unwatch: () => void;
beforeEach(async () => {
  // A page of its own: the clock of each test begins anew.
  vi.resetModules();
  page = await import("./passing-time");
  vi.useFakeTimers();
  vi.stubGlobal("window", {});
  unwatch = page.watchTicks(() => {});
});
afterEach(() => {
  unwatch();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const shown = (given: number) => page.presentAt(page.tickedAt(), given);

test("a present passes with the ticks, by no more than the time since it came", () => {
  vi.advanceTimersByTime(8_000);
  expect(shown(5_000_000)).toBe(5_000_000);
  vi.advanceTimersByTime(2_000);
  expect(shown(5_000_000)).toBe(5_002_000);
  vi.advanceTimersByTime(9_999);
  expect(shown(5_000_000)).toBe(5_002_000);
  vi.advanceTimersByTime(1);
  expect(shown(5_000_000)).toBe(5_012_000);
});

test("on a page left open its own present goes on, however many others come by asking", () => {
  const own = 6_000_000;
  shown(own);
  for (let polls = 1; polls <= 5_000; polls++) {
    vi.advanceTimersByTime(700);
    shown(own + polls * 700);
    // It is drawn at each tick, and not with what is asked in between.
    if (polls % 100 === 0) expect(shown(own)).toBe(own + polls * 700);
  }
});

test("on the server no time passes", () => {
  vi.unstubAllGlobals();
  vi.advanceTimersByTime(60_000);
  expect(shown(7_000_000)).toBe(7_000_000);
});

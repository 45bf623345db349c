import { describe, expect, test } from "vitest";
import { afterPoll, holdsLease, LEASE_MS, LIVE_MS, NO_LEASE, RESUME_MS } from "./lease";

describe("the lease of a gate", () => {
  test("the first poll only puts the gate on the list", () => {
    expect(holdsLease(afterPoll(NO_LEASE, 0, true), 1)).toBe(false);
  });
  test("the next one lets it answer from memory, counted from the poll's start", () => {
    const state = afterPoll(afterPoll(NO_LEASE, 0, true), 100, true);
    expect(holdsLease(state, 100 + LEASE_MS - 1)).toBe(true);
    expect(holdsLease(state, 100 + LEASE_MS)).toBe(false);
  });
  test("a poll that did not bring everything grants nothing", () => {
    const state = afterPoll(afterPoll(NO_LEASE, 0, true), 100, false);
    expect(holdsLease(state, 101)).toBe(false);
  });
  test("after a long silence the gate may be counted as dead, so it must come back in two steps", () => {
    const awake = afterPoll(afterPoll(NO_LEASE, 0, true), 100, true);
    const back = afterPoll(awake, 101 + RESUME_MS, true);
    expect(holdsLease(back, 102 + RESUME_MS)).toBe(false);
    expect(holdsLease(afterPoll(back, 200 + RESUME_MS, true), 201 + RESUME_MS)).toBe(true);
  });
  test("whoever holds a lease is on the list of the living for as long as it lasts", () => {
    expect(RESUME_MS + LEASE_MS).toBeLessThan(LIVE_MS);
  });
});

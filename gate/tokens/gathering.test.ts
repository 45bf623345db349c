import { expect, test } from "vitest";
import { Gathering } from "./gathering";

test("nobody waits while few signatures do; while many do, those who come are let on together", async () => {
  const signing = { waiting: 15 };
  const gathering = new Gathering(signing);
  expect(gathering.turn()).toBeNull();
  signing.waiting = 16;
  const begun = performance.now();
  const first = gathering.turn();
  expect(first).toBeInstanceOf(Promise);
  expect(gathering.turn()).toBe(first);
  await first;
  expect(performance.now() - begun).toBeGreaterThan(2.9);
  expect(gathering.turn()).not.toBe(first);
  signing.waiting = 0;
  expect(gathering.turn()).toBeNull();
});

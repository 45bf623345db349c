import { expect, test } from "vitest";
import { digestBytes } from "@/lib/crypto/digest";
import { TokenMemory } from "./token-memory";

const moment = 1;

test("keeps a token from its second time on", () => {
  const memory = new TokenMemory<{ n: number }>();
  const digest = digestBytes("token");
  memory.put(digest, { n: 1 }, moment);
  expect(memory.get(digest, moment)).toBeUndefined();
  memory.put(digest, { n: 2 }, moment);
  expect(memory.get(digest, moment)).toMatchObject({ n: 2 });
});

test("those that come once drive out none that is in use", () => {
  const memory = new TokenMemory<{ n: number }>();
  const inUse = Array.from({ length: 1_000 }, (_, n) => digestBytes(`in use ${n}`));
  inUse.forEach((digest, n) => {
    memory.put(digest, { n }, moment);
    memory.put(digest, { n }, moment);
  });
  for (let n = 0; n < 100_000; n++) memory.put(digestBytes(`once ${n}`), { n }, moment);
  expect(inUse.filter((digest) => memory.get(digest, moment) === undefined)).toEqual([]);
});

test("never holds more than 20,000, and keeps those that are in use", () => {
  const memory = new TokenMemory<{ n: number }>();
  const digests = Array.from({ length: 100_000 }, (_, n) => digestBytes(`token ${n}`));
  const busy = digestBytes("busy");
  memory.put(busy, { n: -1 }, moment);
  memory.put(busy, { n: -1 }, moment);
  digests.forEach((digest, n) => {
    memory.put(digest, { n }, n);
    memory.put(digest, { n }, n);
    if (n % 1_000 === 0) expect(memory.get(busy, n)).toMatchObject({ n: -1 });
  });
  const held = digests.flatMap((digest) => memory.get(digest, digests.length)?.n ?? []);
  expect(held.length).toBeGreaterThan(19_900);
  expect(held.length).toBeLessThan(20_000);
  // The latest half is there but for a few whose place was much in demand.
  expect(held.filter((n) => n >= 90_000).length).toBeGreaterThan(9_000);
  for (const n of held) expect(memory.get(digests[n]!, digests.length)).toMatchObject({ n });
});

import { expect, test } from "vitest";
import { digestKey } from "@/lib/crypto/digest";
import { TokenMemory } from "./token-memory";

test("keeps a token from its second time on", () => {
  const memory = new TokenMemory<{ digest: string; n: number }>();
  const digest = digestKey("token");
  memory.put({ digest: digest, n: 1 });
  expect(memory.get(digest)).toBeUndefined();
  memory.put({ digest: digest, n: 2 });
  expect(memory.get(digest)).toMatchObject({ n: 2 });
});

test("those that come once drive out none that is in use", () => {
  const memory = new TokenMemory<{ digest: string; n: number }>();
  const inUse = Array.from({ length: 1_000 }, (_, n) => digestKey(`in use ${n}`));
  inUse.forEach((digest, n) => {
    memory.put({ digest: digest, n });
    memory.put({ digest: digest, n });
  });
  for (let n = 0; n < 100_000; n++) memory.put({ digest: digestKey(`once ${n}`), n });
  expect(inUse.filter((digest) => memory.get(digest) === undefined)).toEqual([]);
});

test("never holds more than 20,000, and keeps those that are in use", () => {
  const memory = new TokenMemory<{ digest: string; n: number }>();
  const digests = Array.from({ length: 100_000 }, (_, n) => digestKey(`token ${n}`));
  const busy = digestKey("busy");
  memory.put({ digest: busy, n: -1 });
  memory.put({ digest: busy, n: -1 });
  digests.forEach((digest, n) => {
    memory.put({ digest: digest, n });
    memory.put({ digest: digest, n });
    if (n % 1_000 === 0) expect(memory.get(busy)).toMatchObject({ n: -1 });
  });
  const held = digests.flatMap((digest) => memory.get(digest)?.n ?? []);
  expect(held.length).toBeGreaterThan(19_900);
  expect(held.length).toBeLessThan(20_000);
  // The latest half is there but for a few whose place was much in demand.
  expect(held.filter((n) => n >= 90_000).length).toBeGreaterThan(9_000);
  for (const n of held) expect(memory.get(digests[n]!)).toMatchObject({ n });
});

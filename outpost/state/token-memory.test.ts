import { expect, test } from "vitest";
import { digestKey } from "@/lib/crypto/digest";
import { TokenMemory } from "./token-memory";

test("never holds more than 20,000, and keeps those that are in use", () => {
  const memory = new TokenMemory<{ n: number }>();
  const digests = Array.from({ length: 100_000 }, (_, n) => digestKey(`token ${n}`));
  const busy = digestKey("busy");
  memory.put(busy, { n: -1 });
  digests.forEach((digest, n) => {
    memory.put(digest, { n });
    if (n % 1_000 === 0) expect(memory.get(busy)).toEqual({ n: -1 });
  });
  const held = digests.flatMap((digest) => memory.get(digest)?.n ?? []);
  expect(held.length).toBeGreaterThan(19_900);
  expect(held.length).toBeLessThan(20_000);
  // The latest half is there but for a few whose place was much in demand.
  expect(held.filter((n) => n >= 90_000).length).toBeGreaterThan(9_000);
  for (const n of held) expect(memory.get(digests[n]!)).toEqual({ n });
  memory.clear();
  expect([busy, digests.at(-1)!].map((digest) => memory.get(digest))).toEqual([undefined, undefined]);
});

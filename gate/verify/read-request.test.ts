import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyRequest } from "@/lib/contracts/verify";
import { readRequest } from "./read-request";

/** Bodies near the contract: each field good, bad or absent, and strangers among them. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 600 }),
  fc.constant("x".repeat(5_000)),
);
const field = (good: fc.Arbitrary<unknown>) =>
  fc.option(fc.oneof({ weight: 3, arbitrary: good }, fc.anything()), { nil: undefined });
const scope = fc.oneof(fc.constantFrom("orders:write", "a:b", "A:b", "a:", "a:b\n"), text);
const body = fc.record({
  key: field(text),
  scopes: field(fc.array(scope, { maxLength: 70 })),
  environment: field(fc.oneof(fc.constantFrom("production", "Production", "9x"), text)),
  api: field(text),
  source: field(
    fc.record({ ip: field(text), user_agent: field(text), other: field(text) }, { requiredKeys: [] }),
  ),
  extra: fc.option(fc.anything(), { nil: undefined, freq: 10 }),
});

test("the quick reading and the contract let through the same bodies, and read the same in them", () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: body }, fc.anything()), (value) => {
      let json: string | undefined;
      try {
        json = JSON.stringify(value);
      } catch {
        return; // no JSON can carry it
      }
      if (json === undefined) return;
      const read = readRequest(Buffer.from(json));
      // As it comes over the wire, where a lone surrogate has become a replacement character.
      const judged = verifyRequest.safeParse(JSON.parse(Buffer.from(json).toString("utf8")));
      expect(read.ok).toBe(judged.success);
      if (read.ok) expect(read.request).toEqual(judged.data);
      else expect(Object.keys(read.errors).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
}, 30_000);

test.each([
  [{ scope: "a:b" }, { scope: "Not a field here." }],
  [
    { constructor: 1, source: { port: 1 } },
    { constructor: "Not a field here.", "source.port": "Not a field here." },
  ],
  [{ [`ks_p_${"x".repeat(60)}`]: 1 }, { "": "There is a field that does not belong here." }],
])("a field that does not exist is named, unless its name could be a secret: %j", (strange, errors) => {
  const read = readRequest(Buffer.from(JSON.stringify({ key: "x", ...strange })));
  expect(read).toEqual({ ok: false, errors });
});

test("of a thousand fields that do not exist, five are named", () => {
  const strange = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`f${index}`, 1]));
  const read = readRequest(Buffer.from(JSON.stringify({ key: "x", ...strange })));
  expect(!read.ok && Object.keys(read.errors)).toEqual(["f0", "f1", "f2", "f3", "f4"]);
});

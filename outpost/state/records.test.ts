import fc from "fast-check";
import { expect, test } from "vitest";
import { readVersion, type SyncedRecord } from "../sync/wire";
import { newKey, versionOf } from "../testing/workspace";
import { Records } from "./records";

const keys = Array.from({ length: 6 }, (_, i) => `key-${i}`);
let made = 0;
/** A version with names of its own, as short and as alike as they may be. */
function version(keyId: string): SyncedRecord {
  made += 1;
  const { record } = newKey({ keyId, publicId: `p${made}`, name: `Zoë "${made}"\n` });
  const digest = made % 5 === 0 ? null : versionOf(newKey()).digest;
  return { ...readVersion(JSON.parse(JSON.stringify({ digest, record }))), digest };
}

test("finds exactly what is there, by every name, however often keys are replaced, forgotten, written and read again", () => {
  const step = fc.record({ key: fc.constantFrom(...keys), versions: fc.nat(3), again: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let records = new Records();
      const kept = new Map<string, SyncedRecord[]>();
      const forgotten: SyncedRecord[] = [];
      for (const { key, versions, again } of steps) {
        forgotten.push(...(kept.get(key) ?? []));
        const now = Array.from({ length: versions }, () => version(key));
        kept.set(key, now);
        records.replaceKey(key, now);
        if (again === 0) records = Records.of(Buffer.concat(records.lines()));
      }
      const all = [...kept.values()].flat();
      expect(records.size).toBe(all.length);
      for (const record of all) {
        expect(records.byPublicId(record.publicId)).toEqual(record);
        if (record.digest) expect(records.byDigest(record.digest)).toEqual(record);
      }
      for (const { publicId, digest } of forgotten) {
        expect(records.byPublicId(publicId)).toBeUndefined();
        if (digest) expect(records.byDigest(digest)).toBeUndefined();
      }
      expect(records.byDigest("")).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test("keys that change for ever take no more room than those that are there", () => {
  const records = new Records();
  for (let i = 0; i < 20_000; i++) records.replaceKey("busy", [version("busy")]);
  expect(records.size).toBe(1);
  const bytes = records.lines().reduce((sum, { length }) => sum + length, 0);
  expect(bytes).toBeLessThan(1_000);
  const last = records.all()[0]!;
  for (let i = 0; i < 3_000; i++) records.replaceKey("other", [version("other")]);
  expect(records.byPublicId(last.publicId)).toEqual(last);
});

test("what was read is given again as the same object, until it changes", () => {
  const records = new Records();
  const [first, second] = [version("a"), version("a")];
  records.add(first);
  const read = records.byPublicId(first.publicId);
  expect(records.byPublicId(first.publicId)).toBe(read);
  records.replaceKey("a", [second]);
  expect(records.byPublicId(first.publicId)).toBeUndefined();
});

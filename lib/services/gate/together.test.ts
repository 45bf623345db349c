import { expect, test } from "vitest";
import { Together } from "./together";

/** A source whose readings end when the test says so. */
function source() {
  const readings: { names: readonly string[]; answer(): void; fail(): void }[] = [];
  const together = new Together<string>(
    (names) =>
      new Promise((resolve, reject) =>
        readings.push({
          names,
          answer: () =>
            resolve(new Map(names.filter((name) => name !== "none").map((name) => [name, `${name}!`]))),
          fail: () => reject(new Error("away")),
        }),
      ),
  );
  return { together, readings };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("two readings at most are under way; who asks meanwhile is in one that begins afterwards, each name once", async () => {
  const { together, readings } = source();
  const answers = ["a", "b", "c", "d", "c", "none"].map((name) => together.read(name));
  expect(readings.map(({ names }) => names)).toEqual([["a"], ["b"]]);
  readings[0]!.answer();
  await settled();
  expect(readings[2]!.names).toEqual(["c", "d", "none"]);
  for (const reading of readings) reading.answer();
  expect(await Promise.all(answers)).toEqual(["a!", "b!", "c!", "d!", "c!", undefined]);
});

test("a reading that fails fails for those in it, and for nobody else", async () => {
  const { together, readings } = source();
  const answers = ["a", "b", "c"].map((name) => together.read(name).catch(() => "failed"));
  readings[1]!.fail();
  await settled();
  readings[0]!.answer();
  readings[2]!.answer();
  expect(await Promise.all(answers)).toEqual(["a!", "failed", "c!"]);
  const again = together.read("d");
  readings[3]!.answer();
  expect(await again).toBe("d!");
});

test("very many are read in several readings", async () => {
  const { together, readings } = source();
  const answers = Array.from({ length: 102 }, (_, i) => together.read(`k${i}`));
  for (let i = 0; i < 4; i++) {
    readings[i]!.answer();
    await settled();
  }
  expect(readings.map(({ names }) => names.length)).toEqual([1, 1, 64, 36]);
  expect(new Set(await Promise.all(answers)).size).toBe(102);
});

import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { DatabaseSilent } from "@/db/unavailable";
import { Together } from "./together";

/** A source whose readings end when the test says so. */
function source() {
  const readings: { names: readonly string[]; answer(): void; fail(error?: Error): void }[] = [];
  const together = new Together<string>(
    (names) =>
      new Promise((resolve, reject) =>
        readings.push({
          names,
          answer: () =>
            resolve(new Map(names.filter((name) => name !== "none").map((name) => [name, `${name}!`]))),
          fail: (error = new Error("wrong")) => reject(error),
        }),
      ),
  );
  return { together, readings };
}
/** Until a reading that was to begin has begun. */
const turn = async () => {
  for (let i = 0; i < 3; i++) await setImmediate();
};

test("two readings at most are under way; who asks meanwhile is in one that begins afterwards, each name once", async () => {
  const { together, readings } = source();
  const answers = [together.read("a"), together.read("b")];
  await turn();
  answers.push(together.read("c"));
  await turn();
  for (const name of ["d", "e", "d", "none"]) answers.push(together.read(name));
  await turn();
  expect(readings.map(({ names }) => names)).toEqual([["a", "b"], ["c"]]);
  readings[0]!.answer();
  await turn();
  expect(readings[2]!.names).toEqual(["d", "e", "none"]);
  for (const reading of readings) reading.answer();
  expect(await Promise.all(answers)).toEqual(["a!", "b!", "c!", "d!", "e!", "d!", undefined]);
});

test("a reading that fails fails for those in it, and for nobody else", async () => {
  const { together, readings } = source();
  const answers: Promise<string | undefined>[] = [];
  for (const name of ["a", "b", "c"]) {
    answers.push(together.read(name).catch(() => "failed"));
    await turn();
  }
  readings[1]!.fail();
  await turn();
  readings[0]!.answer();
  readings[2]!.answer();
  expect(await Promise.all(answers)).toEqual(["a!", "failed", "c!"]);
  const again = together.read("d");
  await turn();
  readings[3]!.answer();
  expect(await again).toBe("d!");
});

test("when the database is away, whoever waits for a reading hears it with those who are in one", async () => {
  const { together, readings } = source();
  const answers: Promise<unknown>[] = [];
  for (const name of ["a", "b", "c"]) {
    answers.push(together.read(name).catch((error) => error));
    await turn();
  }
  const away = new DatabaseSilent(2_000);
  readings[0]!.fail(away);
  readings[1]!.answer();
  expect(await Promise.all(answers)).toEqual([away, "b!", away]);
  expect(readings).toHaveLength(2);
});

test("very many are read in several readings", async () => {
  const { together, readings } = source();
  const answers = Array.from({ length: 100 }, (_, i) => together.read(`k${i}`));
  for (let i = 0; i < 2; i++) {
    await turn();
    readings[i]!.answer();
  }
  expect(readings.map(({ names }) => names.length)).toEqual([64, 36]);
  expect(new Set(await Promise.all(answers)).size).toBe(100);
});

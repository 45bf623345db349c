import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Needles } from "./needles";

const secret = "0123456789abcdefghijklmnopqrstuvwxyzAB";
const needles = new Needles();
needles.add(`ks_aproduction_public_${secret}`);

test.each([
  ["the whole key", `x"ks_aproduction_public_${secret}"y`],
  ["the secret without its public id", `\u0000${secret}\u0000`],
  ["a secret in other letters", `zzz${secret}zzz`],
  ["two thirds of it", secret.slice(7, 31)],
])("%s is found", (_, text) => expect(needles.in(text)).toEqual(["ks_aproduction_public"]));

test("the public id and the last four characters are no secret", () => {
  expect(needles.in(`ks_aproduction_public ...${secret.slice(-4)}`)).toEqual([]);
});

test("a file with a secret among others is named", () => {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-needles-"));
  writeFileSync(join(folder, "clean"), "nothing");
  writeFileSync(join(folder, "dirty"), Buffer.concat([Buffer.alloc(9_000, 255), Buffer.from(secret)]));
  expect(needles.below(folder).found).toEqual([`ks_aproduction_public in ${join(folder, "dirty")}`]);
  rmSync(folder, { recursive: true });
});

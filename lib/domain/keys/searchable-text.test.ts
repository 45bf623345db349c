import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { newKeyText, newPublicId } from "./key-text";
import { searchableText } from "./searchable-text";

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const publicId = newPublicId(random);
const whole = newKeyText({ prefix: "ks", kind: "access", environment: "production", publicId }, random);
const secret = whole.slice(whole.lastIndexOf("_") + 1);

test.each([
  ["whole", whole],
  ["quoted", `"${whole}"`],
  ["with its variable", `KEYSMITH_ACCESS_KEY=${whole}`],
  ["cut", whole.slice(0, -3)],
  ["with spaces around", `  ${whole}\n`],
])("a key pasted %s is searched by its public id alone", (_, text) => {
  expect(searchableText(text)).toBe(publicId);
});

test("a secret that no public id stands before is left out", () => {
  expect(searchableText(secret)).toBe("");
  expect(searchableText(`ks_aproduction_0000_${secret}`)).not.toContain(secret);
});

test("names, and spaces while typing them, are left as they are", () => {
  for (const text of ["Orders", "Orders api ", "ks_aproduction_Ab12", "مفتاح الطلبات"])
    expect(searchableText(text)).toBe(text);
});

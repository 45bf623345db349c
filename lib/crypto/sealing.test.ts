import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { Secret } from "@/lib/domain/secret";
import { open, SealBroken, seal } from "./sealing";

const key = { version: 1, bytes: randomBytes(32) };
const place = { workspaceId: "w1", row: "keys/1" };
const sealed = seal(key, place, new Secret("the text"));

test("what is sealed opens in its place", () => {
  expect(open([key], place, sealed).reveal()).toBe("the text");
});

test("an older master key version still opens what it sealed", () => {
  expect(open([{ version: 2, bytes: randomBytes(32) }, key], place, sealed).reveal()).toBe("the text");
});

test.each([
  ["under another master key", [{ version: 1, bytes: randomBytes(32) }], place, sealed],
  ["under another version's number", [{ ...key, version: 2 }], place, sealed.replace("v1.", "v2.")],
  ["in another workspace", [key], { ...place, workspaceId: "w2" }, sealed],
  ["in another row", [key], { ...place, row: "keys/2" }, sealed],
  [
    "with a bit changed",
    [key],
    place,
    sealed.slice(0, -2) + (sealed.at(-2) === "A" ? "B" : "A") + sealed.at(-1),
  ],
  ["with a character too many", [key], place, `${sealed}A`],
  ["cut", [key], place, sealed.slice(0, 40)],
  ["when it is no sealed text", [key], place, "plain"],
])("it does not open %s", (_, keys, where, text) => {
  expect(() => open(keys, where, text)).toThrow(SealBroken);
});

test("the same text is never sealed the same way twice", () => {
  expect(seal(key, place, new Secret("the text"))).not.toBe(sealed);
});

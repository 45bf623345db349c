import { expect, test } from "vitest";
import { hasAlready } from "./if-none-match";

const etag = '"abc"';

test.each([
  ["the tag", '"abc"'],
  ["the tag, as weak", 'W/"abc"'],
  ["any", "*"],
  ["a list that has it first", '"abc", "d"'],
  ["a list that has it last", '"x","y" , W/"abc"'],
  ["a list with empty members", ', "x",, "abc",'],
  ["a list beside a tag with a comma in it", '"x,y", "abc"'],
])("who names %s has it already", (_, header) => {
  expect(hasAlready(header, etag)).toBe(true);
  expect(hasAlready(header, `W/${etag}`)).toBe(true);
});

test.each([
  ["nothing", undefined],
  ["an empty text", ""],
  ["other tags", '"x", W/"y"'],
  ["the tag in other letters", '"ABC"'],
  ["the tag inside another", '"x,"abc",y"'],
  ["a part of it", '"ab"'],
  ["a tag without quotes", "abc"],
  ["a weak tag in small letters", 'w/"abc"'],
  ["tags without a comma between them", '"x" "abc"'],
  ["the tag, and then no list", '"abc", x'],
  ["any inside a list", '"x", *'],
  ["an open quote", '"abc'],
])("who names %s gets it anew", (_, header) => {
  expect(hasAlready(header, etag)).toBe(false);
});

test("a long header of nothing is read in no time", () => {
  const from = performance.now();
  for (const piece of [" ", ",", "W/", '"', '"x" ', '", ']) hasAlready(piece.repeat(16_384), etag);
  expect(performance.now() - from).toBeLessThan(500);
});

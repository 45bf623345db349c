import { describe, expect, test } from "vitest";
import { fromOwnPage } from "./action-body";

const text = (body: string) => fromOwnPage("text/plain;charset=UTF-8", Buffer.from(body));
const form = (...fields: [name: string, value: string][]) => {
  const parts = fields.map(
    ([name, value]) => `--b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return fromOwnPage("multipart/form-data; boundary=b1", Buffer.from(`${parts.join("")}--b1--\r\n`));
};

describe("what our pages post comes through", () => {
  test.each([
    "[]",
    '[{"name":"Orders","scopes":["keys:verify"]},"3f0c"]',
    '["$undefined","$$5 off",{"at":"$D2026-01-01T00:00:00.000Z"},"$NaN","$-0"]',
    '[{"__proto__":"text"}]',
  ])("%s", (body) => expect(text(body)).toBe(true));
  test("a form's fields, with and without the browser's scripts", () => {
    expect(form(["0", '["$K1"]'], ["1_theme", "dark"])).toBe(true);
    expect(form(["0", '["$K1"]'], ["_1_theme", "dark\r\n--b2"])).toBe(true);
    expect(form([`$ACTION_ID_${"0a".repeat(21)}`, ""], ["theme", "dark"])).toBe(true);
    // As Chromium posts the theme's form: the action's id goes along with the other fields.
    const id = `_1_$ACTION_ID_${"0a".repeat(21)}`;
    expect(form([id, ""], ["_1_theme", "dark"], ["0", '["$K1"]'])).toBe(true);
  });
});

describe("what the decoder could be led astray with does not", () => {
  test.each([
    "",
    "null",
    "{}",
    '"x"',
    "[",
    '["$1"]',
    '["$F1"]',
    '["$h1"]',
    '["$@1"]',
    '["$K1"]',
    '["$B1"]',
    '["$1:__proto__:then"]',
    '[{"then":"$1:constructor:constructor"}]',
    '[["$Q1"],"$W1"]',
    `${"[".repeat(40)}${"]".repeat(40)}`,
  ])("%s", (body) => expect(text(body)).toBe(false));
  test("forms with chunks, functions or files among their fields", () => {
    expect(form(["0", '["$F1"]'], ["1", '{"id":"x"}'])).toBe(false);
    expect(form(["0", '["$1:__proto__:then"]'])).toBe(false);
    expect(form(["0", "[]"], ["1", "{}"])).toBe(false);
    expect(form(["$ACTION_REF_1", ""], ["$ACTION_1:0", '{"id":"x"}'])).toBe(false);
    expect(form(["theme", 'x"; filename="y'])).toBe(true);
    expect(form(['theme"; filename="y', "x"])).toBe(false);
    expect(form()).toBe(false);
    expect(fromOwnPage("multipart/form-data; boundary=b1", Buffer.from("--b1"))).toBe(false);
    expect(fromOwnPage("multipart/form-data", Buffer.from("[]"))).toBe(true);
  });
});

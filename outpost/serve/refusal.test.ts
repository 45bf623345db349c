import { expect, test } from "vitest";
import { HINT_SENTENCES, KEY_SETS_SHUT_SENTENCES } from "@/lib/verdict-messages";
import { denied } from "../state/judge";
import { refusalAnswer } from "./refusal";

test.each(Object.entries({ ...HINT_SENTENCES, ...KEY_SETS_SHUT_SENTENCES }))(
  "what helps with %s can stand in a header (RFC 6750 section 3)",
  (_, sentence) => expect(sentence).toMatch(/^[ !#-[\]-~]+$/),
);

test("a caller is told neither that the Outpost was removed nor that it hears nothing of its hub", () => {
  const { status, body } = refusalAnswer(denied("unavailable", null), true);
  expect([status, body]).toEqual([503, expect.stringContaining("lets nobody in at present")]);
  expect(body).not.toMatch(/heard|enrol|removed|token/);
});

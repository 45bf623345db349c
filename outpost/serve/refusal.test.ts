import { expect, test } from "vitest";
import { HINT_SENTENCES, KEY_SETS_SHUT_SENTENCES } from "@/lib/verdict-messages";

test.each(Object.entries({ ...HINT_SENTENCES, ...KEY_SETS_SHUT_SENTENCES }))(
  "what helps with %s can stand in a header (RFC 6750 section 3)",
  (_, sentence) => expect(sentence).toMatch(/^[ !#-[\]-~]+$/),
);

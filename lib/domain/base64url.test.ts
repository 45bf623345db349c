import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOfBase64url } from "./base64url";

test("takes what it would write itself, and nothing else", () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64url")),
    fc.base64String({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."AQgw048-_+/=\n é"), maxLength: 9 }),
  );
  fc.assert(
    fc.property(piece, (text) => {
      const bytes = Buffer.from(text, "base64url");
      expect(bytesOfBase64url(text)).toEqual(bytes.toString("base64url") === text ? bytes : null);
    }),
    { numRuns: 20_000 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInRole } from "@/lib/domain/people/roles";
import { recordOf } from "../testing/records";
import { KeyEntry } from "./key-entry";

const text = fc.string({ unit: "binary" });
const record = fc.record({
  name: text,
  environment: fc.option(text),
  scopes: fc.array(text),
  expiresAt: fc.option(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true })),
  owner: fc.option(
    fc.record({
      userId: fc.uuid(),
      name: text,
      email: text,
      role: fc.constantFrom(builtInRole("owner"), null),
    }),
  ),
});

test("whatever a key's texts hold, the answer is the JSON of what is known of it", () => {
  fc.assert(
    fc.property(record, (given) => {
      const of = recordOf({ ...given, owner: given.owner as never });
      const { userId, role, ...person } = given.owner ?? { userId: null };
      expect(JSON.parse(new KeyEntry(of).json)).toEqual({
        id: of.keyId,
        public_id: of.publicId,
        version: 1,
        kind: "access",
        name: given.name,
        environment: given.environment,
        scopes: given.scopes,
        expires_at: given.expiresAt?.toISOString() ?? null,
        owner: given.owner
          ? { kind: "user", user_id: userId, ...person, role: role?.slug ?? null }
          : { kind: "workspace", id: of.workspaceId, slug: "acme" },
      });
    }),
  );
});

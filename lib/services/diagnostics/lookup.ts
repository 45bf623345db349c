import { z } from "zod";
import { findDiagnostic } from "@/db/queries/diagnostics";
import { readCause } from "@/lib/domain/diagnostics/cause";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import type { Query } from "../card";

const requestId = z.uuid();
const OF_AN_OUTPOST =
  "That looks like the request id of an Outpost: look for it in that Outpost's log. One that the hub gave stands in the hub's log.";

const lookupInput = z.strictObject({
  id: z.string("Give the id from the answer.").regex(/^dx_[0-9A-Za-z]{14}$/, {
    error: ({ input }) =>
      requestId.safeParse(input).success ? OF_AN_OUTPOST : "That is not a diagnostic id.",
  }),
});

export interface Diagnosis {
  id: string;
  at: Date;
  /** A verdict code, a fault of the text, or a hint such as `deleted` or `wrong_secret`. */
  cause: string;
  /** What was asked for: the environment or the scopes that were not met, or the path that was called. */
  names: string[];
  publicId: string | null;
  keyId: string | null;
  /** Null where no key is tied to the refusal. */
  keyKind: KeyKind | null;
  ip: string | null;
}

/** Why a bearer was refused, by the exact id that it was given. What belongs to another workspace does not exist. */
export const lookupDiagnostic: Query<typeof lookupInput, Diagnosis> = {
  name: "diagnostic.lookup",
  permission: "access-key:view",
  input: lookupInput,
  async run(db, ctx, { id }) {
    const found = await findDiagnostic(db, ctx.workspace, id);
    if (!found) return null;
    const { at, publicId, keyId, ip } = found;
    const { code: cause, names } = readCause(found.cause);
    return { id, at, cause, names, publicId, keyId, keyKind: found.keyKind as KeyKind | null, ip };
  },
};

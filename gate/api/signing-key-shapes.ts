/** What the operations of signing keys answer, for the document. */
import { z } from "@hono/zod-openapi";
import { OUTPOST_STATES } from "@/lib/domain/outposts/state";
import { PROOF_STANDINGS } from "@/lib/domain/signing-keys/proof";
import { SIGNING_KEY_STATES } from "@/lib/domain/signing-keys/signing-key";
import { closedBy, id, instant, receipt } from "./shapes";

const signingKey = z
  .object({
    id,
    kid: z.string(),
    bits: z.number().int(),
    public_pem: z.string(),
    state: z.enum(SIGNING_KEY_STATES),
    created_by_label: z.string(),
    /** Published since. */
    created_at: instant,
    /** Signs since; null = it never has. */
    activated_at: instant.nullable(),
    replaced_at: instant.nullable(),
    /** Of one that was replaced with overlap: when it retires by itself. */
    retires_at: instant.nullable(),
    retired_at: instant.nullable(),
  })
  .openapi("SigningKey");

export const signingKeyPage = z.object({ keys: z.array(signingKey) }).openapi("SigningKeyPage");

/** `receipt` stands where tokens lost their power, and is null where the same request is answered again. */
export const movedSigningKey = z
  .object({ id, kid: z.string(), receipt: receipt.nullable().optional() })
  .openapi("MovedSigningKey");

const rotatingKey = { id, kid: z.string(), created_at: instant, activated_at: instant.nullable() };

/** So many that it has signed have not ended. */
const tokens = z.number().int();

export const signingKeyRotation = z
  .object({
    active: z.object({ ...rotatingKey, tokens }).nullable(),
    next: z.object(rotatingKey).nullable(),
    /** The last token of it has ended by `last_ends_at`; at `retires_at` none can be taken for good. */
    draining: z
      .object({
        ...rotatingKey,
        replaced_at: instant,
        tokens,
        last_ends_at: instant,
        retires_at: instant,
      })
      .nullable(),
    /** While there is a next key. */
    outposts: z.array(
      z.object({
        id,
        /** Null, and so are the version, the kids and the clock's skew, for those who may not see Outposts. */
        name: z.string().nullable(),
        state: z.enum(OUTPOST_STATES),
        standing: z.enum(PROOF_STANDINGS),
        error: z.string().nullable(),
        last_seen_at: instant.nullable(),
        version: z.string().nullable(),
        kids: z.array(z.string()).nullable(),
        clock_skew_ms: z.number().int().nullable(),
      }),
    ),
    /** Why the next key may not sign yet; null = it may. */
    refusal: closedBy,
    at: instant,
  })
  .openapi("SigningKeyRotation");

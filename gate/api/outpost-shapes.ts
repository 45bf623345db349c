/** What the operations of Outposts answer, and how far a key's change has come to each; for the document. */
import { z } from "@hono/zod-openapi";
import { DELIVERIES } from "@/lib/domain/outposts/delivery";
import { KEY_SETS_AT_OUTPOST } from "@/lib/domain/outposts/key-sets";
import { OUTPOST_STATES } from "@/lib/domain/outposts/state";
import { id, instant } from "./shapes";

const outpost = z
  .object({
    id,
    name: z.string(),
    environment: z.string().nullable(),
    state: z.enum(OUTPOST_STATES),
    generation: z.number().int(),
    created_by_label: z.string(),
    created_at: instant,
    /** From here on: what its last receipt told; null where it never sent one. */
    last_seen_at: instant.nullable(),
    applied_generation: z.number().int().nullable(),
    applied_revision: z.number().int().nullable(),
    kids: z.array(z.string()),
    version: z.string().nullable(),
    /** What it was started with; null = no API, or it does not say. `key_sets` is null where it does not. */
    api: z.string().nullable(),
    key_sets: z.enum(KEY_SETS_AT_OUTPOST).nullable(),
    clock_skew_ms: z.number().int().nullable(),
    canary_kid: z.string().nullable(),
    canary_verified: z.boolean().nullable(),
    canary_error: z.string().nullable(),
    requests_allowed: z.number().int(),
    requests_denied: z.number().int(),
  })
  .openapi("Outpost");

/** `revision` is the newest one that there was `at` that moment. */
export const outpostPage = z
  .object({ outposts: z.array(outpost), revision: z.number().int(), at: instant })
  .openapi("OutpostPage");

export const enrolledOutpost = z
  .object({
    id,
    name: z.string(),
    environment: z.string().nullable(),
    /** The whole token, once. Null where the same request is answered again. */
    token: z.string().nullable(),
  })
  .openapi("EnrolledOutpost");

/** An Outpost has answered once its `applied_generation` is the `generation` told here. */
export const resetOutposts = z
  .object({
    outposts: z.array(z.object({ id, name: z.string(), generation: z.number().int() })),
  })
  .openapi("ResetOutposts");

export const removedOutpost = z.object({ id, name: z.string() }).openapi("RemovedOutpost");

export const askedOutpost = z.object({ id }).openapi("AskedOutpost");

export const keyDelivery = z
  .object({
    /** The newest change of the key. */
    change: z.object({ revision: z.number().int(), at: instant }),
    outposts: z.array(
      z.object({
        id,
        /** Null, and so is the environment, for those who may not see Outposts. */
        name: z.string().nullable(),
        environment: z.string().nullable(),
        /** `late` and `unreachable`: not acknowledged, and to be delivered again. */
        delivery: z.enum(DELIVERIES),
        last_seen_at: instant.nullable(),
      }),
    ),
    at: instant,
  })
  .openapi("KeyDelivery");

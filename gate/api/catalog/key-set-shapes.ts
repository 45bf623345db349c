/** What the operations of key sets answer, for the document; a test holds the answers to these shapes. */
import { z } from "@hono/zod-openapi";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { STATUSES } from "@/lib/domain/keys/status";
import { SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import { closedBy, id, instant, milestone, moves, receipt, version } from "../shapes";
import { named, policy } from "./shapes";

const facts = {
  id,
  name: z.string(),
  status: z.enum(STATUSES),
  auth_type: z.enum(AUTH_TYPES),
  environment: z.string(),
  prefix: z.string(),
  /** The client id, or the user name; of an API key, what logs may show. */
  public_id: z.string(),
  tail: z.string(),
  created_at: instant,
  last_used_at: instant.nullable(),
  expires_at: instant.nullable(),
  rotates_at: instant.nullable(),
  policy,
  application: z.object({ id, name: z.string(), suspended: z.boolean() }),
  organization: named.nullable(),
  group: named.nullable(),
  /** Why each move is closed now; null = open. */
  moves,
  /** While a rotation is under way: when the old version ends; "until-ended" = when somebody ends it. */
  old_version_until: z.union([instant, z.literal("until-ended")]).nullable(),
};

const api = { id, name: z.string(), version: z.string(), slug: z.string() };

export const keySetPage = z
  .object({
    key_sets: z.array(
      z
        .object({
          ...facts,
          generation: z.number().int(),
          /** When LATEST was made. */
          rotated_at: instant.nullable(),
          /** That an active subscription opens to it. */
          apis: z.array(z.object(api)),
        })
        .openapi("KeySetSummary"),
    ),
    /** Exact up to 10,000; 10,001 means more. */
    total: z.number().int(),
  })
  .openapi("KeySetPage");

const generation = z.object({
  ...version,
  /** Why its credentials cannot be retrieved; null = they can, by who may. */
  retrieval: closedBy,
});

export const keySetDetail = z
  .object({
    ...facts,
    created_by_label: z.string(),
    /** Takes the policy's place with the next secret. */
    next_policy: policy.nullable(),
    /** What its policy was copied from. */
    policy_template: named.nullable(),
    holds: z.array(
      z.object({ source: z.string(), reason: z.string(), actor_label: z.string(), created_at: instant }),
    ),
    /** LATEST first. */
    generations: z.array(generation),
    authorized_apis: z.array(
      z.object({
        ...api,
        retired: z.boolean(),
        subscription: z.object({
          id,
          status: z.enum(SUBSCRIPTION_STATUSES),
          use_case: z.string(),
          requested_at: instant,
          requested_by_label: z.string(),
          /** It is active, and has no good key set of this authentication type any more. */
          lacks_key_set: z.boolean(),
        }),
      }),
    ),
    milestones: z.array(milestone),
    /** Whether a new secret waits to be collected; until then the old one keeps working. */
    secret_waits: z.boolean(),
    /** Since when somebody should have collected it; null = nobody is late. */
    uncollected_since: instant.nullable(),
    /** What the caller's role may do with it at all. */
    may: z.object({
      retrieve: z.boolean(),
      suspend: z.boolean(),
      activate: z.boolean(),
      regenerate: z.boolean(),
      revoke: z.boolean(),
      rename: z.boolean(),
    }),
  })
  .openapi("KeySet");

export const keySetCredentials = z
  .object({
    id,
    name: z.string(),
    auth_type: z.enum(AUTH_TYPES),
    environment: z.string(),
    public_id: z.string(),
    generation: z.number().int(),
    expires_at: instant.nullable(),
    /** Whether this was the only time. */
    once: z.boolean(),
    /** The whole key: the client secret, or the password. Null where the same request is answered again. */
    secret: z.string().nullable(),
  })
  .openapi("Credentials");

/** `receipt` of what is withdrawn; null where the same request is answered again. */
export const movedKeySet = z
  .object({ id, name: z.string(), receipt: receipt.nullable().optional() })
  .openapi("MovedKeySet");

export const regeneratedKeySet = z
  .object({ id, name: z.string(), public_id: z.string(), receipt: receipt.nullable() })
  .openapi("RegeneratedKeySet");

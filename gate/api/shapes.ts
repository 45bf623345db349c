/** What the management API answers, for its document; a test holds the answers to these shapes. */
import { z } from "@hono/zod-openapi";
import { roleText } from "@/lib/contracts/text";
import { HELD } from "@/lib/domain/key-sets/due";
import { MILESTONE_KINDS } from "@/lib/domain/key-sets/milestones";
import { KEY_KINDS } from "@/lib/domain/keys/kinds";
import { MOVES } from "@/lib/domain/keys/moves";
import { STATUSES } from "@/lib/domain/keys/status";
import { DELIVERIES } from "@/lib/domain/outposts/delivery";
import { OUTPOST_STATES } from "@/lib/domain/outposts/state";
import { PROOF_STANDINGS } from "@/lib/domain/signing-keys/proof";
import { SIGNING_KEY_STATES } from "@/lib/domain/signing-keys/signing-key";

export const instant = z.iso.datetime().openapi({ example: "2026-04-01T09:30:00.000Z" });
export const id = z.uuid();

/** Why each move is closed now; null = open. */
const moves = z.partialRecord(z.enum(MOVES), z.string().nullable());

const facts = {
  id,
  name: z.string(),
  description: z.string(),
  status: z.enum(STATUSES),
  environment: z.string().nullable(),
  scopes: z.array(z.string()),
  prefix: z.string(),
  public_id: z.string(),
  tail: z.string(),
  created_at: instant,
  created_by_label: z.string(),
  last_used_at: instant.nullable(),
  expires_at: instant.nullable(),
  /** "Rotate every N days"; null = only when somebody rotates it. */
  rotate_every_days: z.number().int().nullable(),
  rotate_overlap_hours: z.number().int().nullable(),
  /** When the schedule replaces LATEST. */
  rotates_at: instant.nullable(),
  /** When LATEST was made. */
  issued_at: instant,
  /** Whether the secret that the schedule made waits to be collected. */
  secret_waits: z.boolean(),
  moves,
};

export const keySummary = z
  .object({
    ...facts,
    kind: z.enum(KEY_KINDS),
    generation: z.number().int(),
    /** While a rotation is under way: when the old version ends; "until-ended" = when somebody ends it. */
    old_version_until: z.union([instant, z.literal("until-ended")]).nullable(),
  })
  .openapi("KeySummary");

export const keyPage = z
  .object({
    keys: z.array(keySummary),
    /** Exact up to 10,000; 10,001 means more. */
    total: z.number().int(),
  })
  .openapi("KeyPage");

const member = z.object({
  user_id: id,
  name: z.string(),
  email: z.string(),
  /** Of this moment; null = no member of the workspace any more. */
  role: roleText.nullable(),
  role_name: z.string().nullable(),
  disabled: z.boolean(),
});

const personalKey = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    status: z.enum(STATUSES),
    enabled: z.boolean(),
    prefix: z.string(),
    public_id: z.string(),
    tail: z.string(),
    generation: z.number().int(),
    created_at: instant,
    last_used_at: instant.nullable(),
    expires_at: instant.nullable(),
    member,
    moves,
  })
  .openapi("PersonalKey");

export const personalKeyPage = z
  .object({ keys: z.array(personalKey), total: z.number().int() })
  .openapi("PersonalKeyPage");

export const milestone = z
  .object({
    kind: z.enum(MILESTONE_KINDS),
    generation: z.number().int(),
    /** Null = nobody planned it. */
    planned_at: instant.nullable(),
    /** Null = it has not happened. */
    actual_at: instant.nullable(),
    cancelled: z.boolean(),
    delay_ms: z.number().int().nullable(),
    reason: z.string().nullable(),
  })
  .openapi("Milestone");

export const keyDetail = z
  .object({
    ...facts,
    /** Why a rotation waits although its date may have come. */
    rotation_held: z.enum(HELD).nullable(),
    milestones: z.array(milestone),
    holds: z.array(
      z.object({ source: z.string(), reason: z.string(), actor_label: z.string(), created_at: instant }),
    ),
    versions: z.array(z.looseObject({ id, generation: z.number().int(), status: z.enum(STATUSES) })),
  })
  .openapi("Key");

/** Who enforces a withdrawal at the moment of this answer. */
export const receipt = z
  .object({
    revision: z.number().int(),
    reported: z.array(z.string()),
    silent: z.array(z.string()),
    /** The Outposts that were heard of lately: those that had applied it, and those that had not yet. */
    outposts: z.object({ reported: z.array(z.string()), silent: z.array(z.string()) }),
    elapsed_ms: z.number().int(),
  })
  .openapi("Receipt");

const issued = {
  id,
  name: z.string(),
  public_id: z.string(),
  environment: z.string().nullable(),
  expires_at: instant.nullable(),
  /** The whole key, once. Null where the same request is answered again. */
  secret: z.string().nullable(),
};

export const issuedKey = z.object({ ...issued, receipt: receipt.nullable().optional() }).openapi("IssuedKey");

/** `previous` keeps working beside the new version; null = until somebody ends the overlap. */
export const rotatedKey = z
  .object({ ...issued, previous: z.object({ public_id: z.string(), retires_at: instant.nullable() }) })
  .openapi("RotatedKey");

/** `old_version_until`: when the old secret ends; null where none works any more. */
export const revealedKey = z
  .object({ ...issued, old_version_until: instant.nullable() })
  .openapi("RevealedKey");

export const editedKey = z.object({ id, name: z.string(), description: z.string() }).openapi("EditedKey");
export const movedKey = z.object({ id, name: z.string() }).openapi("MovedKey");
/** `receipt` is null where the same request is answered again. */
export const withdrawnKey = z
  .object({ id, name: z.string(), receipt: receipt.nullable() })
  .openapi("WithdrawnKey");

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

export const signingKeyRotation = z
  .object({
    active: z.object(rotatingKey).nullable(),
    next: z.object(rotatingKey).nullable(),
    /** `tokens` of it have not ended; the last one has by `last_ends_at`; at `retires_at` none can be taken for good. */
    draining: z
      .object({
        ...rotatingKey,
        replaced_at: instant,
        tokens: z.number().int(),
        last_ends_at: instant,
        retires_at: instant,
      })
      .nullable(),
    /** While there is a next key. */
    outposts: z.array(
      z.object({
        id,
        name: z.string(),
        state: z.enum(OUTPOST_STATES),
        standing: z.enum(PROOF_STANDINGS),
        error: z.string().nullable(),
        last_seen_at: instant.nullable(),
        version: z.string().nullable(),
        kids: z.array(z.string()),
        clock_skew_ms: z.number().int().nullable(),
      }),
    ),
    /** Why the next key may not sign yet; null = it may. */
    refusal: z.string().nullable(),
    at: instant,
  })
  .openapi("SigningKeyRotation");

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    hint: z.string().optional(),
    errors: z.record(z.string(), z.string()).optional(),
    request_id: z.string().optional(),
    diagnostic_id: z.string().optional(),
  })
  .openapi("Problem");

export const identity = z
  .object({
    id,
    public_id: z.string(),
    version: z.number().int(),
    kind: z.enum(KEY_KINDS),
    name: z.string(),
    workspace: z.string(),
    environment: z.string().nullable(),
    scopes: z.array(z.string()),
    permissions: z.array(z.string()),
    expires_at: instant.nullable(),
    status: z.literal("active"),
    /** Of a personal key: the person it acts as, and the role of this moment. */
    user: z.object({ id, name: z.string(), email: z.string() }).optional(),
    role: roleText.optional(),
  })
  .openapi("Identity");

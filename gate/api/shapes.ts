/** What the management API answers, for its document; a test holds the answers to these shapes. */
import { z } from "@hono/zod-openapi";
import { roleText } from "@/lib/contracts/text";
import { HELD } from "@/lib/domain/key-sets/due";
import { MILESTONE_KINDS } from "@/lib/domain/key-sets/milestones";
import { MADE_BY } from "@/lib/domain/keys/key-facts";
import { KEY_KINDS } from "@/lib/domain/keys/kinds";
import { MOVES } from "@/lib/domain/keys/moves";
import { STATUSES } from "@/lib/domain/keys/status";

export const instant = z.iso.datetime().openapi({ example: "2026-04-01T09:30:00.000Z" });
export const id = z.uuid();

/** Why something is closed now: the code of the problem that a call would be answered. Null = it is open. */
export const closedBy = z
  .string()
  .regex(/^[a-z]+(_[a-z]+)*$/)
  .openapi({ example: "application_suspended" })
  .nullable();
/** Why each move is closed now; null = open. */
export const moves = z.partialRecord(z.enum(MOVES), closedBy);

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

/** One secret of a key. */
export const version = {
  id,
  generation: z.number().int(),
  latest: z.boolean(),
  status: z.enum(STATUSES),
  prefix: z.string(),
  public_id: z.string(),
  tail: z.string(),
  made_by: z.enum(MADE_BY),
  created_at: instant,
  activated_at: instant.nullable(),
  expires_at: instant.nullable(),
  rotates_at: instant.nullable(),
  retires_at: instant.nullable(),
  revoked_at: instant.nullable(),
  revoke_reason: z.string().nullable(),
  /** Whether it is shown once alone, and when it was; null = not yet. */
  reveal_once: z.boolean(),
  revealed_at: instant.nullable(),
};

export const keyDetail = z
  .object({
    ...facts,
    /** Why a rotation waits although its date may have come. */
    rotation_held: z.enum(HELD).nullable(),
    milestones: z.array(milestone),
    holds: z.array(
      z.object({ source: z.string(), reason: z.string(), actor_label: z.string(), created_at: instant }),
    ),
    /** LATEST first. */
    versions: z.array(z.object(version)),
  })
  .openapi("Key");

/** Who enforces a withdrawal at the moment of this answer. */
export const receipt = z
  .object({
    revision: z.number().int(),
    reported: z.array(z.string()),
    silent: z.array(z.string()),
    /**
     * The Outposts that were heard of lately: those that had applied it, and those that had not yet. Each by name, or
     * null for those who may not see Outposts.
     */
    outposts: z.object({
      reported: z.array(z.string().nullable()),
      silent: z.array(z.string().nullable()),
    }),
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

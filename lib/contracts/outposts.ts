/** What people send to manage Outposts, and all that passes between the hub and an Outpost. */
import { z } from "zod";
import { LONGEST_API_SLUG } from "@/lib/domain/apis/slug";
import { AUTH_TYPES } from "@/lib/domain/key-sets/auth-types";
import { KEY_KINDS } from "@/lib/domain/keys/kinds";
import { VERDICT_CODES } from "@/lib/domain/keys/verdict";
import { MOST_CLOCK_SKEW_MS } from "@/lib/domain/outposts/state";
import { environmentText, idText, nameText, plainText, roleText } from "./text";

export const enrolOutpost = z.strictObject({
  name: nameText,
  /** Absent or null = it stands for every environment. */
  environment: environmentText.nullable().default(null),
});

/** A change of a key, at one Outpost. */
export const oneDelivery = z.strictObject({ id: idText, outpostId: idText });

export const oneOutpost = z.strictObject({ id: idText });

const whole = z.int().min(0);
const instant = z.iso.datetime();
const kid = z.string().min(1).max(128);

/** What is kept of one key version: the domain's KeyRecord as JSON, instants as text. */
export const outpostRecord = z.object({
  workspaceId: z.uuid(),
  keyId: z.uuid(),
  versionId: z.uuid(),
  publicId: z.string(),
  generation: whole,
  kind: z.enum(KEY_KINDS),
  name: z.string(),
  environment: z.string().nullable(),
  scopes: z.array(z.string()),
  held: z.boolean(),
  deleted: z.boolean(),
  /** Of a key set: the slugs of the APIs that it opens, and how it is presented. */
  apis: z.array(z.string()).default([]),
  authType: z.enum(AUTH_TYPES).nullable().default(null),
  /** Of a key set: whose it is. */
  applicationId: z.uuid().nullable().default(null),
  activatedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  rotatesAt: instant.nullable(),
  retiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** Of a personal key: its person, with the role of that moment; null = no member any more. */
  owner: z
    .object({ userId: z.uuid(), email: z.string(), name: z.string(), role: roleText.nullable() })
    .nullable(),
});
export type OutpostRecord = z.infer<typeof outpostRecord>;

/** One key version. `digest` = SHA-256 of the whole key text, 32 bytes as base64. */
export const outpostVersion = z.object({ digest: z.string().length(44), record: outpostRecord });
export type OutpostVersion = z.infer<typeof outpostVersion>;

/** The first line of a bundle. A key version that is in no line is not good, nor is any token of it. */
export const bundleHead = z.object({
  format: z.literal(1),
  generation: whole,
  revision: whole,
  at: instant,
  outpost: z.object({ id: z.uuid(), name: z.string(), environment: z.string().nullable() }),
  workspace: z.object({ id: z.uuid(), slug: z.string() }),
  /** The slugs of the whole catalog, retired ones too: their subscriptions go on. */
  apis: z.array(z.string()),
  issuer: z.string(),
  audience: z.string(),
  longest_token_seconds: whole,
  max_stale_seconds: whole,
  signing_keys: z.array(
    z.object({
      kid,
      jwk: z.object({
        kty: z.literal("RSA"),
        use: z.literal("sig"),
        alg: z.literal("RS256"),
        kid,
        n: z.string(),
        e: z.string(),
      }),
      state: z.enum(["next", "active", "retired"]),
      ends_at: instant.nullable(),
    }),
  ),
  revoked_tokens: z.array(z.object({ jti: z.string(), until: instant })),
  canary: z.object({ kid, token: z.string() }).nullable(),
});
export type BundleHead = z.infer<typeof bundleHead>;

/** Its last line: a bundle without it was cut off. */
export const bundleEnd = z.object({ end: z.literal(true), versions: whole });

/** `event: change`: each named key's whole present set of versions replaces what was known of it; empty = forget it. */
export const changeEvent = z.object({
  revision: whole,
  keys: z.array(z.object({ keyId: z.uuid(), versions: z.array(outpostVersion) })),
  /** Where something in it has changed. */
  head: bundleHead.nullable(),
});
export type ChangeEvent = z.infer<typeof changeEvent>;

/** `event: beat`: at that instant there was nothing newer than the revision. */
export const beatEvent = z.object({ revision: whole, at: instant });
/** `event: reset`: what is known is worthless; fetch the bundle of that generation. */
export const resetEvent = z.object({ generation: whole });

/** Where an Outpost stands that asks what has changed. */
export const changesAfter = z.strictObject({
  generation: whole.max(2_147_483_647),
  since: whole,
});

const calls = whole.max(1_000_000_000);

/** What an Outpost has applied and counted. */
export const outpostReceipt = z.strictObject({
  generation: whole.max(2_147_483_647),
  revision: whole,
  kids: z.array(plainText("Key id", 128)).max(16),
  version: plainText("Version", 32),
  /** The slug of the API that it was started with; null = none. Not told to a hub whose bundle names no APIs. */
  api: plainText("API", LONGEST_API_SLUG).nullable().optional(),
  /** How far its clock is ahead of the hub's. */
  clock_skew_ms: z.int().min(-MOST_CLOCK_SKEW_MS).max(MOST_CLOCK_SKEW_MS),
  canary: z
    .strictObject({
      kid: plainText("Key id", 128),
      verified: z.boolean(),
      error: plainText("Error", 300).nullable(),
    })
    .nullable(),
  usage: z.strictObject({
    /** Another number for other counts: those of a number that has been taken are not taken again. */
    batch: whole,
    rows: z
      .array(
        z.strictObject({
          versionId: idText,
          keyId: idText,
          hour: instant,
          outcome: z.enum(VERDICT_CODES),
          calls,
          lastAt: instant,
        }),
      )
      .max(2_000),
    callers: z
      .array(
        z.strictObject({
          versionId: idText,
          keyId: idText,
          ip: plainText("Address", 45),
          userAgent: plainText("User agent", 256),
          calls,
          firstAt: instant,
          lastAt: instant,
        }),
      )
      .max(2_000),
  }),
  /** Since the last receipt; they belong to the batch. */
  requests: z.strictObject({ allowed: calls, denied: calls }),
});
export type OutpostReceipt = z.output<typeof outpostReceipt>;

/** A receipt's body may be so large, in bytes. */
export const RECEIPT_LIMIT_BYTES = 1_048_576;

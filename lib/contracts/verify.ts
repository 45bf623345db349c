/** The wire of `POST /v1/keys/verify`. */
import { z } from "zod";
import { LONGEST_API_SLUG } from "@/lib/domain/apis/slug";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { VERDICT_CODES } from "@/lib/domain/keys/verdict";
import { SCOPES_PER_KEY } from "@/lib/domain/scopes";
import { roleText, scopeText } from "./text";

export const verifyRequest = z.strictObject({
  key: z.string().max(4_096),
  /** Where it came by Basic, as its password: the user name that came with it. */
  username: z.string().max(128).optional(),
  scopes: z.array(scopeText).max(SCOPES_PER_KEY).optional(),
  environment: z.string().regex(ENVIRONMENT_PATTERN).optional(),
  api: z.string().max(LONGEST_API_SLUG).optional(),
  source: z
    .strictObject({ ip: z.string().max(45).optional(), user_agent: z.string().max(512).optional() })
    .optional(),
});
export type VerifyRequest = z.output<typeof verifyRequest>;

const verifiedKey = z.object({
  id: z.string(),
  public_id: z.string(),
  version: z.number().int(),
  kind: z.enum(["access", "personal", "key_set"]),
  name: z.string(),
  environment: z.string().nullable(),
  scopes: z.array(z.string()),
  expires_at: z.string().nullable(),
  owner: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("workspace"), id: z.string(), slug: z.string() }),
    /** Of a personal key: the person it acts as. `role` null = no member of the workspace any more. */
    z.object({
      kind: z.literal("user"),
      user_id: z.string(),
      email: z.string(),
      name: z.string(),
      role: roleText.nullable(),
    }),
  ]),
});

export const verifyAnswer = z.discriminatedUnion("valid", [
  z.object({ valid: z.literal(true), code: z.literal("valid"), key: verifiedKey }),
  z.object({
    valid: z.literal(false),
    code: z.enum(VERDICT_CODES).exclude(["valid"]),
    message: z.string(),
    hint: z.string().optional(),
    diagnostic_id: z.string(),
    key: verifiedKey.optional(),
  }),
]);

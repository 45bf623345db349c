/** A workspace as the wire tells of it: real keys, real RSA, real tokens. */
import { randomBytes, randomUUID } from "node:crypto";
import { digestKey } from "@/lib/crypto/digest";
import { newRsaPair, privateKey, publicJwk, signToken } from "@/lib/crypto/rs256";
import { newKeyText, newPublicId } from "@/lib/domain/keys/key-text";
import { goodRecord } from "@/lib/domain/keys/testing/good-record";
import type { KeyRecord } from "@/lib/domain/keys/verdict";
import { CANARY_TYPE, canaryClaims } from "@/lib/domain/tokens/canary";
import { claimsOf } from "@/lib/domain/tokens/claims";

export const ISSUER = "https://keys.example.com/w/acme";
/** As in every good record. */
export const WORKSPACE_ID = "00000000-0000-4000-8000-00000000000a";

export const OUTPOST_ID = "00000000-0000-4000-8000-0000000000aa";

export interface TestKey {
  text: string;
  record: KeyRecord & { owner: object | null; applicationId?: string | null };
}

export function newKey(given: Partial<TestKey["record"]> = {}): TestKey {
  const publicId = newPublicId(randomBytes);
  const parts = { prefix: "ks", kind: "access", environment: "production", publicId } as const;
  const ids = { keyId: randomUUID(), versionId: randomUUID(), publicId };
  const record = goodRecord(ids, { scopes: ["orders:read"], owner: null, ...given });
  return { text: newKeyText(parts, randomBytes), record };
}

export const versionOf = ({ text, record }: TestKey) => ({ digest: digestKey(text), record });

export type Signer = Awaited<ReturnType<typeof newSigner>>;

export async function newSigner() {
  const pair = await newRsaPair(2048);
  const key = privateKey(pair.privatePem);
  return {
    kid: pair.kid,
    publicPem: pair.publicPem,
    key,
    published: (state: "next" | "active" | "retired" = "active", ends_at: string | null = null) => ({
      kid: pair.kid,
      jwk: publicJwk(pair.kid, pair.publicPem),
      state,
      ends_at,
    }),
    /** What shows an Outpost that it knows this key. */
    canary: async (now = new Date(), outpostId = OUTPOST_ID) => ({
      kid: pair.kid,
      token: await signToken(
        key,
        pair.kid,
        canaryClaims({ issuer: ISSUER, outpostId, jti: randomUUID(), lifetimeMinutes: 15 }, now),
        CANARY_TYPE,
      ),
    }),
    /** A token for a key, as the hub issues it; its payload may have members that the hub itself would refuse. */
    token: (
      of: TestKey,
      now = new Date(),
      more: { jti?: string; audience?: string; payload?: object } = {},
    ) =>
      signToken(key, pair.kid, {
        ...more.payload,
        ...claimsOf(
          {
            issuer: ISSUER,
            audience: more.audience ?? "orders",
            keyId: of.record.keyId,
            publicId: of.record.publicId,
            scopes: of.record.scopes,
            keyEndsAt: null,
            jti: more.jti ?? randomUUID(),
            lifetimeMinutes: 15,
            payload: {},
          },
          now,
        ),
      }),
  };
}

export function headOf(place: { generation: number; revision: number }, given: object = {}) {
  return {
    format: 1,
    ...place,
    at: new Date().toISOString(),
    outpost: { id: OUTPOST_ID, name: "edge", environment: null },
    workspace: { id: WORKSPACE_ID, slug: "acme" },
    issuer: ISSUER,
    audience: "orders",
    apis: [] as string[] | undefined,
    longest_token_seconds: 3_600,
    max_stale_seconds: 86_400,
    signing_keys: [] as object[],
    revoked_tokens: [] as object[],
    canary: null as object | null,
    ...given,
  };
}

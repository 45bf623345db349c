/**
 * The verdict: is this key good, for what was asked, now. One pure function; gates, Outposts and the console's
 * explanations all call it.
 */
import type { AuthType } from "../key-sets/auth-types";
import { missingScopes } from "../scopes";
import type { KeyKind } from "./kinds";
import { type VersionTimes, versionStatus } from "./status";

/** What a verifier keeps of one key version. */
export interface KeyRecord extends VersionTimes {
  workspaceId: string;
  keyId: string;
  versionId: string;
  publicId: string;
  generation: number;
  kind: KeyKind;
  name: string;
  environment: string | null;
  scopes: readonly string[];
  held: boolean;
  deleted: boolean;
  /** Of a key set: the slugs of the APIs that an active subscription opens to it. Empty for every other kind. */
  apis: readonly string[];
  /** Of a key set: how it is presented. Null for every other kind. */
  authType: AuthType | null;
}

/**
 * How the credential came. `raw`: its whole text in a header, to an API. `basic`: its public id as user name and its whole
 * text as password, to an API. `token`: a short token of it, to an API. `hub`: its whole text to the hub itself, as at the
 * token endpoint, which asks on behalf of no API.
 */
export type Way = "raw" | "basic" | "token" | "hub";

/** The authentication type of a key set says how it is presented to an API, and in no other way is it good. */
const WAY_OF: Record<AuthType, Way> = { api_key: "raw", basic: "basic", oauth2_client_credentials: "token" };
const wayOf = ({ authType }: KeyRecord): Way => (authType === null ? "raw" : WAY_OF[authType]);

export interface VerdictRequest {
  scopes: readonly string[];
  environment: string | null;
  /** The slug of the API that is called; null = nobody said. */
  api: string | null;
  way: Way;
}

export const VERDICT_CODES = [
  "valid",
  "malformed",
  "unknown",
  "revoked",
  "expired",
  "pending",
  "suspended",
  "wrong_environment",
  "not_subscribed",
  "insufficient_scope",
] as const;
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** The verdict on a record whose whole secret matched, or on a token of it. */
export function verdict(record: KeyRecord, request: VerdictRequest, now: Date): VerdictCode {
  if (record.deleted) return "unknown";
  const status = versionStatus(record, record.held, now);
  if (status !== "active") return status;
  if (misplaced(record, request)) return "wrong_environment";
  if (record.kind === "key_set" && unsubscribed(record, request)) return "not_subscribed";
  if (request.scopes.length > 0 && missingScopes(record.scopes, request.scopes).length > 0)
    return "insufficient_scope";
  return "valid";
}

/** A key set is good in its own environment, which an API must name. Others ask only where one is named. */
function misplaced(record: KeyRecord, { environment, way }: VerdictRequest): boolean {
  if (environment !== null) return record.environment !== null && environment !== record.environment;
  return record.kind === "key_set" && way !== "hub";
}

/** A key set opens the APIs that its application is subscribed to, and no other; presented as its type says. */
function unsubscribed(record: KeyRecord, { api, way }: VerdictRequest): boolean {
  if (way === "hub") return false;
  if (wayOf(record) !== way) return true;
  return api === null || !record.apis.includes(api);
}

/** What would help the caller of a key set that was refused. */
export const PRESENTATION_HINTS = ["exchange_for_token", "present_whole", "present_as_basic"] as const;
export type PresentationHint = (typeof PRESENTATION_HINTS)[number];
export const VERDICT_HINTS = ["name_environment", "name_api", ...PRESENTATION_HINTS] as const;
export type VerdictHint = (typeof VERDICT_HINTS)[number];

const HINT_OF: Record<Exclude<Way, "hub">, PresentationHint> = {
  raw: "present_whole",
  basic: "present_as_basic",
  token: "exchange_for_token",
};

/** The hint that belongs to a verdict; null where none would help. */
export function hintOf(record: KeyRecord, request: VerdictRequest, code: VerdictCode): VerdictHint | null {
  if (record.kind !== "key_set") return null;
  if (code === "wrong_environment") return request.environment === null ? "name_environment" : null;
  if (code !== "not_subscribed") return null;
  const misrepresented = presentationHint(record, request.way);
  if (misrepresented) return misrepresented;
  return request.api === null ? "name_api" : null;
}

/** How a key set is to be presented instead; null = as it was. */
export function presentationHint(record: KeyRecord, way: Way): PresentationHint | null {
  const meant = wayOf(record);
  if (record.kind !== "key_set" || way === "hub" || meant === "hub" || meant === way) return null;
  return HINT_OF[meant];
}

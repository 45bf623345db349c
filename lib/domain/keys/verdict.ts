/**
 * The verdict: is this key good, for what was asked, now. One pure function; gates, Outposts and the console's
 * explanations all call it.
 */
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
}

export interface VerdictRequest {
  scopes: readonly string[];
  environment: string | null;
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

/** The verdict on a record whose whole secret matched. */
export function verdict(record: KeyRecord, request: VerdictRequest, now: Date): VerdictCode {
  if (record.deleted) return "unknown";
  const status = versionStatus(record, record.held, now);
  if (status !== "active") return status;
  if (
    request.environment !== null &&
    record.environment !== null &&
    request.environment !== record.environment
  )
    return "wrong_environment";
  if (request.scopes.length > 0 && missingScopes(record.scopes, request.scopes).length > 0)
    return "insufficient_scope";
  return "valid";
}

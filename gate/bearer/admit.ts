import { causeText } from "@/lib/domain/diagnostics/cause";
import type { Presented } from "@/lib/domain/keys/presented";
import type { VerdictRequest } from "@/lib/domain/keys/verdict";
import { verdict } from "@/lib/domain/keys/verdict";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { DiagnosticDraft } from "@/lib/services/gate/write-diagnostics";
import { FAULT_SENTENCES, SEVERAL_KEYS_SENTENCE } from "@/lib/verdict-messages";
import type { GateParts } from "../gate-parts";
import type { Problem } from "../http/problem";
import type { Found } from "../records/key-desk";
import { KeyEntry } from "../records/key-entry";

const nothingAsked: VerdictRequest = { scopes: [], environment: null, api: null, way: "hub" };

/** Why a request without one clear credential is refused. */
export function presentationProblem(presented: Exclude<Presented, { kind: "one" }>): Problem {
  if (presented.kind === "several") {
    return {
      status: 400,
      code: "several_keys",
      detail: SEVERAL_KEYS_SENTENCE,
    };
  }
  return {
    status: 401,
    code: "no_key",
    detail:
      "Present a key: Authorization: Bearer, X-API-Key or x-tenant-api-key. " +
      "A key set for Basic: Authorization: Basic, with the public id as user name and the whole key as password.",
    headers: challenge(presented.inAuthorization, ""),
  };
}

/** How a bearer came. */
export interface Bearing {
  ip: string | null;
  userAgent: string | null;
  inAuthorization: boolean;
  /** What it asked for: a path of ours, never one that could hold what a stranger wrote into it. */
  path: string;
  nowMs: number;
}

/**
 * Whether the bearer of what was found may come in; null = yes. Unknown, revoked, expired, disabled and deleted are one
 * and the same answer: a stranger that holds an old key must not learn what became of it. A fault of the text depends on
 * nothing stored, so it is told.
 */
export function refusalOfBearer(parts: GateParts, found: Found, from: Bearing): Problem | null {
  const { ip, path, nowMs } = from;
  const headers = () => challenge(from.inAuthorization, ', error="invalid_token"');
  if (found instanceof KeyEntry) {
    const { record } = found;
    const code = verdict(record, nothingAsked, new Date(nowMs));
    if (code === "valid") return null;
    parts.counter.count(found, code, nowMs);
    parts.counter.countCaller(record, ip, from.userAgent, nowMs);
    const { publicId, workspaceId, keyId } = record;
    const tied = { atMs: nowMs, cause: code, publicId, workspaceId, keyId, ip };
    return noted(parts, tied, path, { ...badKey, headers: headers() });
  }
  const { publicId } = found;
  const malformed = found.missing === "malformed";
  const cause = malformed ? found.fault : "unknown";
  parts.meter.judged(malformed ? "malformed" : "unknown");
  const untied = { atMs: nowMs, cause, publicId, workspaceId: null, keyId: null, ip };
  if (!malformed) return noted(parts, untied, path, { ...badKey, headers: headers() });
  const { fault } = found;
  const told = { status: 401, code: "malformed_key", detail: FAULT_SENTENCES[fault], hint: fault };
  return noted(parts, untied, path, { ...told, headers: headers() });
}

/**
 * The refusal with its diagnostic id. Where an address has had too many, it is the same for every cause, and none is
 * kept: a stranger must not fill the owners' diagnostics.
 */
function noted(
  parts: GateParts,
  refusal: Omit<DiagnosticDraft, "id">,
  path: string,
  problem: Problem,
): Problem {
  const { cause, publicId, ip, atMs } = refusal;
  const tooMany = parts.limits.refusedFrom(ip, atMs);
  const diagnosticId = tooMany
    ? undefined
    : parts.diagnostics.note({ ...refusal, cause: causeText(cause, [path]) });
  parts.refusals.note({ cause, publicId, ip, diagnosticId });
  return tooMany ?? { ...problem, diagnosticId };
}

/** Whether the key of a bearer that was let in calls too often; null = no. */
export function tooManyCalls({ limits }: GateParts, found: Found, nowMs: number): Problem | null {
  return found instanceof KeyEntry ? limits.calledBy(found.record.keyId, nowMs) : null;
}

const badKey = {
  status: 401,
  code: "invalid_key",
  detail: "This key is not good. Who issued it can look up why, by the diagnostic id.",
};

/** Only for those who used that header (RFC 6750 §3): others would be told to use what they do not. */
function challenge(inAuthorization: boolean, error: string): string[] | undefined {
  return inAuthorization ? ["WWW-Authenticate", `Bearer realm="keysmith"${error}`] : undefined;
}

/** A good key that lacks a scope, or is of a kind to which none is given: then with what to call instead. */
export function scopeProblem(scope: string, { kind }: StoredRecord): Problem {
  const lacks = {
    access: "The key that you call with lacks the scope",
    personal: "A personal key cannot do this. Call with an access key that has the scope",
    key_set: "A key set cannot do this. Call with an access key that has the scope",
  };
  return { status: 403, code: "insufficient_scope", detail: `${lacks[kind]} ${scope}.` };
}

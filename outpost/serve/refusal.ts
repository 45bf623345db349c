/** What somebody hears who is not let in: the same words as at the hub's own door. */

import { PROBLEM_TYPE, type ProblemDetails, problemText } from "@/lib/contracts/problem";
import type { KeyFault } from "@/lib/domain/keys/read-key-text";
import {
  FAULT_SENTENCES,
  HINT_SENTENCES,
  KEY_SETS_SHUT_SENTENCES,
  SEVERAL_KEYS_SENTENCE,
} from "@/lib/verdict-messages";
import type { Denied, KeySetHint, RefusalCode } from "../state/judge";

export interface Answer {
  status: number;
  /** Flat list of names and values. */
  headers: string[];
  body: string;
}

const said: Record<RefusalCode, { status: number; detail: string }> = {
  no_key: {
    status: 401,
    detail:
      "Present a key or a token: Authorization: Bearer, X-API-Key or x-tenant-api-key. " +
      "A key set for Basic: Authorization: Basic, with the public id as user name and the whole key as password.",
  },
  several_keys: { status: 400, detail: SEVERAL_KEYS_SENTENCE },
  malformed_key: { status: 401, detail: "This is no whole key." },
  invalid_key: { status: 401, detail: "This key is not good. Who issued it can look up why." },
  invalid_token: { status: 401, detail: "This token is not good. Exchange the key for a new one." },
  expired_token: { status: 401, detail: "This token has expired. Exchange the key for a new one." },
  insufficient_scope: { status: 403, detail: "A scope that this call needs is missing." },
  unavailable: {
    status: 503,
    // Whether it was removed, or has heard nothing of its hub for too long, is for who runs it.
    detail: "This Outpost lets nobody in at present. Who runs it finds why in its log and its health.",
  },
};

const help: Record<KeySetHint, string> = { ...HINT_SENTENCES, ...KEY_SETS_SHUT_SENTENCES };

const IN_THE_LOG = "Who runs this Outpost finds why in its log, by the request id.";

/** `inAuthorization` = the request used that header: only then it is told how to (RFC 6750 section 3). */
export function refusalAnswer(
  { refusal, cause, missing, hint, id }: Denied,
  inAuthorization: boolean,
): Answer {
  const { status, detail } = said[refusal];
  const headers: string[] = [];
  if (status === 401 && inAuthorization) {
    const error = refusal === "no_key" ? "" : ', error="invalid_token"';
    // A proxy that asks hands on this header, and not the body.
    const description = hint ? `, error_description="${help[hint]}"` : "";
    headers.push("WWW-Authenticate", `Bearer realm="keysmith"${error}${description}`);
  }
  if (status === 503) headers.push("Retry-After", "5");
  if (id) headers.push("X-Request-Id", id);
  // A fault of the text depends on nothing stored, so it may be told.
  if (refusal === "malformed_key")
    return problemAnswer(status, refusal, FAULT_SENTENCES[cause as KeyFault], headers, {
      hint: cause as KeyFault,
    });
  if (missing)
    return problemAnswer(status, refusal, `What you call with lacks ${missing.join(", ")}.`, headers);
  // Told to whoever has the whole secret of a good key set, or a token of it, and to nobody else.
  if (hint) return problemAnswer(status, refusal, help[hint], headers, { hint, request_id: id ?? undefined });
  if (id) return problemAnswer(status, refusal, `${detail} ${IN_THE_LOG}`, headers, { request_id: id });
  return problemAnswer(status, refusal, detail, headers);
}

/** Problem details (RFC 9457). */
export function problemAnswer(
  status: number,
  code: string,
  detail: string,
  more: readonly string[] = [],
  members: Pick<ProblemDetails, "hint" | "request_id"> = {},
): Answer {
  const body = problemText({ status, code, detail, ...members });
  const headers = ["Content-Type", PROBLEM_TYPE, "Content-Length", String(Buffer.byteLength(body))];
  return { status, headers: [...headers, "Cache-Control", "no-store", ...more], body };
}

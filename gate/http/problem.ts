import type { FieldErrors } from "@/lib/contracts/answer";
import { PROBLEM_TYPE, problemText } from "@/lib/contracts/problem";
import type { RefusalCode } from "@/lib/domain/refusals";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { answer, type Exchange } from "./exchange";

export interface Problem {
  status: number;
  /** Stable, for programs. */
  code: string;
  /** A sentence for a person. */
  detail: string;
  /** One sentence per field; "" is the body as a whole. */
  errors?: FieldErrors;
  diagnosticId?: string;
  /** The fault of the text, where the refusal depends on nothing else. */
  hint?: string;
  /** Flat list of further headers. */
  headers?: readonly string[];
}

/** Answers with problem details (RFC 9457). */
export function refuse(exchange: Exchange, problem: Problem): void {
  answer(exchange, problem.status, PROBLEM_TYPE, problemBody(problem, exchange.requestId), problem.headers);
}

/**
 * The body. A refusal that has a diagnostic id is named by that alone, and its request id stands in the header only: so
 * the answers to an unknown, an expired and a revoked key differ in nothing else.
 */
export function problemBody(
  { status, code, detail, hint, errors, diagnosticId }: Problem,
  requestId: string,
) {
  const id = diagnosticId === undefined ? { request_id: requestId } : { diagnostic_id: diagnosticId };
  return problemText({ status, code, detail, hint, errors, ...id });
}

/** A refusal's code as programs read it: like all that they read, with underscores. */
export function wireCode(code: RefusalCode): string {
  return code.replaceAll("-", "_");
}

/** What a command or query refused, told as a problem. */
export function refusalProblem(code: RefusalCode): Problem {
  const { status, sentence } = REFUSAL_MESSAGES[code];
  return { status, code: wireCode(code), detail: sentence };
}

export const UNAVAILABLE: Problem = {
  status: 503,
  code: "unavailable",
  detail: "Keysmith cannot reach its database at the moment. Try again in a second.",
  headers: ["Retry-After", "1"],
};

export const INTERNAL: Problem = {
  status: 500,
  code: "internal",
  detail: "Something went wrong in Keysmith. The log tells more under this request id.",
};

export const TOO_LARGE: Problem = {
  status: 413,
  code: "body_too_large",
  detail: "A body may have 64 KiB at most.",
};

export const NOT_JSON: Problem = {
  status: 415,
  code: "not_json",
  detail: "Send the body as JSON, with Content-Type: application/json.",
};

export const NOT_FOUND: Problem = {
  status: 404,
  code: "no_such_path",
  detail: "There is nothing at this path. /v1/openapi.json lists what there is.",
};

export function wrongMethod(allowed: readonly string[]): Problem {
  const allow = allowed.join(", ");
  return {
    status: 405,
    code: "method_not_allowed",
    detail: `This path takes ${allow}.`,
    headers: ["Allow", allow],
  };
}

export function invalid(errors: FieldErrors): Problem {
  return { status: 400, code: "invalid", detail: "The request is not as it should be.", errors };
}

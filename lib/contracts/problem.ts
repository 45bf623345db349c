/** Problem details (RFC 9457): how every refusal over HTTP is said, by the hub and by an Outpost. */
import type { FieldErrors } from "./answer";

export const PROBLEM_TYPE = "application/problem+json";

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  410: "Gone",
  413: "Body too large",
  415: "Unsupported media type",
  422: "Cannot be done so",
  429: "Too many requests",
  500: "Internal error",
  502: "Bad gateway",
  503: "Not available",
  504: "Gateway timeout",
};

export interface ProblemDetails {
  status: number;
  /** Stable, for programs. */
  code: string;
  /** A sentence for a person. */
  detail: string;
  /** The fault of the text, where the refusal depends on nothing else. */
  hint?: string;
  /** One sentence per field; "" is the body as a whole. */
  errors?: FieldErrors;
  request_id?: string;
  diagnostic_id?: string;
}

export function problemText({ status, code, detail, hint, errors, ...ids }: ProblemDetails): string {
  const title = titles[status] ?? "Error";
  return JSON.stringify({ type: "about:blank", title, status, detail, code, hint, errors, ...ids });
}

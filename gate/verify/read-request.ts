import type { FieldErrors } from "@/lib/contracts/answer";
import { type VerifyRequest, verifyRequest } from "@/lib/contracts/verify";
import { LONGEST_API_SLUG } from "@/lib/domain/apis/slug";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { SCOPE_PATTERN, SCOPES_PER_KEY } from "@/lib/domain/scopes";
import { fieldErrors } from "@/lib/services/run-command";

export type Read = { ok: true; request: VerifyRequest } | { ok: false; errors: FieldErrors };

/**
 * Reads the body of a verify call. A plain reading lets through what is surely good; for everything else the contract
 * decides, and says what is wrong. The contract alone would cost a third of the whole call.
 */
export function readRequest(body: Buffer): Read {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    return { ok: false, errors: { "": "The body is not JSON." } };
  }
  if (isSurelyGood(value)) return { ok: true, request: value };
  const parsed = verifyRequest.safeParse(value);
  return parsed.success
    ? { ok: true, request: parsed.data }
    : { ok: false, errors: fieldErrors(parsed.error) };
}

/** Never true for what the contract refuses; a property test holds it to that. */
function isSurelyGood(value: unknown): value is VerifyRequest {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let hasKey = false;
  for (const name in value) {
    const member: unknown = value[name as keyof typeof value];
    switch (name) {
      case "key":
        if (!isText(member, 4_096)) return false;
        hasKey = true;
        break;
      case "username":
        if (!isText(member, 128)) return false;
        break;
      case "scopes":
        if (!Array.isArray(member) || member.length > SCOPES_PER_KEY || !member.every(isScope)) return false;
        break;
      case "environment":
        if (typeof member !== "string" || !ENVIRONMENT_PATTERN.test(member)) return false;
        break;
      case "api":
        if (!isText(member, LONGEST_API_SLUG)) return false;
        break;
      case "source":
        if (!isSource(member)) return false;
        break;
      default:
        return false;
    }
  }
  return hasKey;
}

function isSource(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const [name, member] of Object.entries(value)) {
    if (name === "ip" ? !isText(member, 45) : name !== "user_agent" || !isText(member, 512)) return false;
  }
  return true;
}

function isScope(value: unknown): boolean {
  return typeof value === "string" && SCOPE_PATTERN.test(value);
}

function isText(value: unknown, limit: number): boolean {
  return typeof value === "string" && value.length <= limit;
}

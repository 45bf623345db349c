import { EXCHANGED } from "@/lib/domain/keys/outcomes";
import { readCredential } from "@/lib/domain/keys/presented";
import { payloadProblem } from "@/lib/domain/tokens/claims";
import type { TokenRefusal } from "@/lib/domain/tokens/refusals";
import { wallClockMs } from "@/lib/entry/clock";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { presentationProblem, refusalOfBearer, scopeProblem, tooManyCalls } from "../bearer/admit";
import type { GateParts } from "../gate-parts";
import { isJson, readBody } from "../http/body";
import { answer as answerText, type Exchange, pathOf } from "../http/exchange";
import { fail } from "../http/failure";
import { invalid, NOT_JSON, type Problem, refuse, TOO_LARGE, wrongMethod } from "../http/problem";
import { KeyEntry } from "../records/key-entry";
import { issueToken } from "./issue";
import { noteRefusedBearer } from "./refused-bearer";

const scope = "tokens:exchange";
/** To the key set of an OAuth 2 client. */
const AT_ITS_TOKEN_ENDPOINT: Problem = {
  status: 403,
  code: "insufficient_scope",
  detail:
    "This is an OAuth 2 client: it gets its tokens at the token endpoint of its workspace, POST /w/{slug}/oauth/token.",
};
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** `POST /v1/token`: an access key in, a short token out. */
export function exchange(parts: GateParts, at: Exchange): void {
  const { req } = at;
  if (req.method !== "POST") refuse(at, wrongMethod(["POST"]));
  else {
    readBody(req, (body) => {
      if (body === null) refuse(at, TOO_LARGE);
      else answer(parts, at, body).catch((error) => fail(at, error, parts.log));
    });
  }
}

async function answer(parts: GateParts, at: Exchange, body: Buffer): Promise<void> {
  const { req, ip } = at;
  const presented = readCredential(req);
  if (presented.kind !== "one") return refuse(at, presentationProblem(presented));
  await parts.gathering.turn();
  const nowMs = wallClockMs();
  const userAgent = req.headers["user-agent"] ?? null;
  const found = await parts.desk.findFresh(presented.text, parts.bearers, ip);
  const { inAuthorization } = presented;
  const from = { ip, userAgent, inAuthorization, path: pathOf(req), nowMs };
  const problem = refusalOfBearer(parts, found, from) ?? tooManyCalls(parts, found, nowMs);
  if (problem !== null || !(found instanceof KeyEntry)) {
    noteRefusedBearer(parts.tokenRefusals, found, problem!, nowMs);
    return refuse(at, problem!);
  }
  const { record } = found;
  const no = (cause: TokenRefusal, why: Problem) => {
    parts.counter.count(found, cause === "insufficient_scope" ? cause : "valid", nowMs);
    parts.tokenRefusals.note(record, cause, nowMs);
    refuse(at, why);
  };
  parts.counter.countCaller(record, ip, userAgent, nowMs);
  const may = record.kind === "access" && record.scopes.includes(scope);
  if (!may) {
    const isClient = record.authType === "oauth2_client_credentials";
    return no("insufficient_scope", isClient ? AT_ITS_TOKEN_ENDPOINT : scopeProblem(scope, record));
  }
  if (body.length > 0 && !isJson(req.headers["content-type"])) return no("invalid_request", NOT_JSON);
  const read = payloadIn(body);
  if (!read.ok) return no("invalid_request", invalid({ [read.field]: read.sentence }));
  const issuer = await parts.issuers.find({ id: record.workspaceId }, parts.proven, null);
  if (!issuer?.key) {
    const { status, sentence } = REFUSAL_MESSAGES["signing-key-missing"];
    return no("no_signing_key", { status, code: "signing_key_missing", detail: sentence });
  }
  const { token, expiresIn } = await issueToken(parts, { ...issuer, key: issuer.key }, record, {
    payload: read.payload,
    nowMs,
  });
  parts.counter.count(found, EXCHANGED, nowMs);
  answerText(at, 200, "application/json", issuedJson(token, expiresIn));
}

/** By hand: a token consists of letters that no JSON escapes, and to look for others twice takes as long as the claims did. */
function issuedJson(token: string, expiresIn: number): string {
  return `{"token":"${token}","expiresIn":${expiresIn},"access_token":"${token}","token_type":"Bearer","expires_in":${expiresIn}}`;
}

type Read =
  | { ok: true; payload: Record<string, unknown> }
  | { ok: false; field: "" | "payload"; sentence: string };

/** The payload of a body: absent, `{}` and PHP's `[]` are all empty. */
function payloadIn(body: Buffer): Read {
  if (body.length === 0) return { ok: true, payload: {} };
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    return { ok: false, field: "", sentence: "The body is no JSON." };
  }
  if (Array.isArray(value) && value.length === 0) return { ok: true, payload: {} };
  if (value === null || typeof value !== "object" || Array.isArray(value))
    return { ok: false, field: "", sentence: 'The body is an object, as in {"payload":{}}.' };
  const others = Object.keys(value).filter((name) => name !== "payload");
  if (others.length > 0) return { ok: false, field: "", sentence: "The body has one member: payload." };
  const { payload = {} } = value as { payload?: unknown };
  const problem = payloadProblem(payload);
  if (problem !== null) return { ok: false, field: "payload", sentence: problem };
  return { ok: true, payload: Array.isArray(payload) ? {} : (payload as Record<string, unknown>) };
}

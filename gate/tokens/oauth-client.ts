/** Reads a request of an OAuth client, and who the client is (RFC 6749 sections 2.3.1 and 3.2). */
import type { IncomingMessage } from "node:http";
import { keyTextHead } from "@/lib/domain/keys/key-text";
import type { Issuer } from "@/lib/services/tokens/issuer";
import { refusalOfBearer } from "../bearer/admit";
import type { GateParts } from "../gate-parts";
import { type Exchange, pathOf } from "../http/exchange";
import { KeyEntry } from "../records/key-entry";
import { type OAuthError, tooManyTries } from "./oauth-error";
import { noteRefusedBearer } from "./refused-bearer";
import type { TokenRefusals } from "./token-refusals";

export type Form = ReadonlyMap<string, string>;

/** The parameters of a form. One that is there twice is a fault; an empty one counts as absent (RFC 6749 section 3.2). */
export function readForm(contentType: string | undefined, body: Buffer): Form | OAuthError {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? ""))
    return { error: "invalid_request", description: "Send a form: application/x-www-form-urlencoded." };
  const form = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(body.toString("utf8"))) {
    if (seen.has(name)) return { error: "invalid_request", description: "A parameter is there twice." };
    seen.add(name);
    if (value !== "") form.set(name, value);
  }
  return form;
}

interface Client {
  id: string;
  secret: string;
  inHeader: boolean;
}

/** The client's id and secret, from the header or from the form, and not from both. */
function clientIn({ rawHeaders }: IncomingMessage, form: Form): Client | OAuthError {
  const headers = rawHeaders.filter(
    (_, i) => i % 2 === 1 && rawHeaders[i - 1]!.toLowerCase() === "authorization",
  );
  if (headers.length > 1) return { error: "invalid_request", description: "Two Authorization headers." };
  const [header] = headers;
  const id = form.get("client_id");
  const secret = form.get("client_secret");
  if (header !== undefined) {
    const basic = basicIn(header);
    if (!basic)
      return {
        error: "invalid_client",
        description: "Use Basic, with client id and secret.",
        challenge: true,
      };
    if (secret !== undefined || (id !== undefined && id !== basic.id))
      return {
        error: "invalid_request",
        description: "The client is named twice: in the header and in the form.",
      };
    return { ...basic, inHeader: true };
  }
  if (id === undefined || secret === undefined)
    return { error: "invalid_client", description: "Send client_id and client_secret." };
  return { id, secret, inHeader: false };
}

function basicIn(header: string): { id: string; secret: string } | null {
  const match = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header);
  if (!match) return null;
  const text = Buffer.from(match[1]!, "base64").toString("utf8");
  const at = text.indexOf(":");
  if (at < 1) return null;
  try {
    const decoded = (part: string) => decodeURIComponent(part.replaceAll("+", " "));
    return { id: decoded(text.slice(0, at)), secret: decoded(text.slice(at + 1)) };
  } catch {
    return null;
  }
}

const NOT_GOOD = "This client is not good.";

/**
 * The key of the client that asks: client_id is a key's public id, client_secret the whole key. Whatever is wrong with
 * the key, the client hears one and the same thing; and a key of another workspace is nobody here. `refusals` hears of
 * a key that was shown whole and is turned away.
 */
export async function admitClient(
  parts: GateParts,
  at: Exchange,
  issuer: Issuer,
  form: Form,
  nowMs: number,
  refusals: TokenRefusals | null = null,
): Promise<KeyEntry | OAuthError> {
  const client = clientIn(at.req, form);
  if ("error" in client) return client;
  const userAgent = at.req.headers["user-agent"] ?? null;
  const found = await parts.desk.findFresh(client.secret, parts.bearers, at.ip);
  const from = { ip: at.ip, userAgent, inAuthorization: false, path: pathOf(at.req), nowMs };
  const problem = refusalOfBearer(parts, found, from);
  if (problem !== null && refusals) noteRefusedBearer(refusals, found, problem, nowMs);
  if (problem?.status === 429) return tooManyTries(problem);
  const notGood = { error: "invalid_client", description: NOT_GOOD, challenge: client.inHeader } as const;
  if (problem !== null || !(found instanceof KeyEntry)) {
    const description = problem?.hint ? problem.detail : NOT_GOOD;
    return { ...notGood, description, diagnosticId: problem?.diagnosticId };
  }
  const { record } = found;
  if (record.workspaceId !== issuer.workspaceId) {
    refusals?.note(record, "wrong_workspace", nowMs);
    return notGood;
  }
  // The id may be given bare, or as the head of the key's text that the screens show.
  const names = [record.publicId, keyTextHead({ ...record, prefix: client.secret.split("_")[0] ?? "" })];
  if (!names.includes(client.id)) {
    refusals?.note(record, "wrong_client_id", nowMs);
    return { ...notGood, description: "client_id is not the public id of this key." };
  }
  parts.counter.countCaller(record, at.ip, userAgent, nowMs);
  return found;
}

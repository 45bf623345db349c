import type { Issuer } from "@/lib/services/tokens/issuer";
import type { GateParts } from "../gate-parts";
import { readBody } from "../http/body";
import type { Exchange } from "../http/exchange";
import { andThen, fail } from "../http/failure";
import { NOT_FOUND, refuse, TOO_LARGE, wrongMethod } from "../http/problem";
import { exchange } from "./exchange";
import { introspect } from "./introspect";
import { oauthToken } from "./oauth-token";
import { jwks, metadata, pem } from "./published";
import { revoke } from "./revoke";

const slugged = /^\/w\/([a-z0-9-]{1,40})\/(.+)$/;
/** RFC 8414 section 3.1 puts the well-known part before the issuer's path; many clients put it behind. */
const metadataBefore =
  /^\/\.well-known\/(?:oauth-authorization-server|openid-configuration)\/w\/([a-z0-9-]{1,40})$/;
const pemPath = /^\.well-known\/keys\/([\w-]{20,128})\.pem$/;

type Spoken = (parts: GateParts, at: Exchange, issuer: Issuer, body: Buffer) => Promise<void>;
const FORMS: Record<string, Spoken> = {
  "oauth/token": oauthToken,
  "oauth/introspect": introspect,
  "oauth/revoke": revoke,
};

/** Answers a request about tokens; false where the path is none of theirs. */
export function answerToken(parts: GateParts, at: Exchange, path: string): boolean {
  if (path === "/v1/token" || path === "/agent-integrations-api/auth/token") {
    at.tally = parts.meter.route("POST /v1/token");
    exchange(parts, at);
    return true;
  }
  const before = metadataBefore.exec(path);
  if (before) {
    read(parts, at, before[1]!, (issuer) => metadata(at, issuer));
    return true;
  }
  const [, slug, rest] = slugged.exec(path) ?? [];
  if (slug === undefined || rest === undefined) return false;
  const form = Object.hasOwn(FORMS, rest) ? FORMS[rest] : undefined;
  const kid = pemPath.exec(rest)?.[1];
  if (form) {
    at.tally = parts.meter.route(`POST /w/{slug}/${rest}`);
    post(parts, at, slug, form);
  } else if (rest === ".well-known/jwks.json") read(parts, at, slug, (issuer) => jwks(at, issuer));
  else if (/^\.well-known\/(oauth-authorization-server|openid-configuration)$/.test(rest))
    read(parts, at, slug, (issuer) => metadata(at, issuer));
  else if (kid) read(parts, at, slug, (issuer) => pem(at, issuer, kid));
  else return false;
  return true;
}

function read(parts: GateParts, at: Exchange, slug: string, then: (issuer: Issuer) => void): void {
  const { method } = at.req;
  at.tally = parts.meter.route("GET /w/{slug}/.well-known");
  if (method !== "GET" && method !== "HEAD") refuse(at, wrongMethod(["GET"]));
  else {
    try {
      andThen(at, parts.log, parts.issuers.find({ slug }, parts.anybody, at.ip), (issuer) => {
        if (issuer) then(issuer);
        else refuse(at, NOT_FOUND);
      });
    } catch (error) {
      fail(at, error, parts.log);
    }
  }
}

function post(parts: GateParts, at: Exchange, slug: string, form: Spoken): void {
  if (at.req.method !== "POST") {
    refuse(at, wrongMethod(["POST"]));
    return;
  }
  readBody(at.req, (body) => {
    if (body === null) {
      refuse(at, TOO_LARGE);
      return;
    }
    const spoken = async () => {
      const issuer = await parts.issuers.find({ slug }, parts.anybody, at.ip);
      if (issuer) await form(parts, at, issuer, body);
      else refuse(at, NOT_FOUND);
    };
    spoken().catch((error) => fail(at, error, parts.log));
  });
}

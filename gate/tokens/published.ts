/** What strangers need to check a token: keys and metadata. The same for everybody, and open to everybody. */
import { createHash } from "node:crypto";
import { wallClockMs } from "@/lib/entry/clock";
import { type Issuer, publishedAt } from "@/lib/services/tokens/issuer";
import { counted, type Exchange } from "../http/exchange";
import { hasAlready } from "../http/if-none-match";
import { NOT_FOUND, refuse } from "../http/problem";

/** Kept only as long as it is asked each time whether it still is so: a cache in between must not hold back a new key. */
const caching = "public, no-cache";

/** The JWK Set (RFC 7517): of the key that signs, of the next one, of one that drains. Empty where there is none. */
export function jwks(at: Exchange, issuer: Issuer): void {
  const keys = publishedAt(issuer, new Date(wallClockMs())).map(({ jwk }) => jwk);
  publish(at, "application/jwk-set+json", JSON.stringify({ keys }));
}

/** One public key as SubjectPublicKeyInfo in PEM. */
export function pem(at: Exchange, issuer: Issuer, kid: string): void {
  const key = publishedAt(issuer, new Date(wallClockMs())).find((published) => published.kid === kid);
  if (key) publish(at, "application/x-pem-file", key.publicPem);
  else refuse(at, NOT_FOUND);
}

/** Authorization server metadata (RFC 8414 section 2). */
export function metadata(at: Exchange, { url }: Issuer): void {
  const auth = ["client_secret_basic", "client_secret_post"];
  publish(
    at,
    "application/json",
    JSON.stringify({
      issuer: url,
      token_endpoint: `${url}/oauth/token`,
      jwks_uri: `${url}/.well-known/jwks.json`,
      introspection_endpoint: `${url}/oauth/introspect`,
      revocation_endpoint: `${url}/oauth/revoke`,
      response_types_supported: [],
      grant_types_supported: ["client_credentials"],
      token_endpoint_auth_methods_supported: auth,
      introspection_endpoint_auth_methods_supported: auth,
      revocation_endpoint_auth_methods_supported: auth,
    }),
  );
}

function publish(at: Exchange, type: string, body: string): void {
  const { req, res, requestId, fixed } = at;
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = [
    "Cache-Control",
    caching,
    "ETag",
    etag,
    "Access-Control-Allow-Origin",
    "*",
    "X-Request-Id",
    requestId,
    ...withoutCaching(fixed.list),
  ];
  if (hasAlready(req.headers["if-none-match"], etag)) {
    counted(at, 304);
    res.writeHead(304, headers);
    res.end();
    return;
  }
  counted(at, 200);
  res.writeHead(200, [...headers, "Content-Type", type, "Content-Length", String(Buffer.byteLength(body))]);
  res.end(req.method === "HEAD" ? undefined : body);
}

function withoutCaching(fixed: readonly string[]): string[] {
  return fixed.filter((_, i) => fixed[i - (i % 2)]!.toLowerCase() !== "cache-control");
}

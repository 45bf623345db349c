import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Secret } from "@/lib/domain/secret";
import { regenerateKey } from "@/lib/services/access-keys/regenerate";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done, makeWorkspace } from "@/lib/services/testing/workspace";
import { openTeam, Team } from "../testing/open-gate";

let home: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  home = await openTeam();
  await home.team.run(generateSigningKey, { bits: 2048 });
});
afterAll(() => home?.close());

const issuer = () => `${publicOrigin}/w/${home.team.workspace.slug}`;
const publicOrigin = "http://localhost:3000";
const integration = (options: object = {}) =>
  home.team.issue({ scopes: ["tokens:exchange", "orders:write"], ...options });
const exchange = (key: string, body: unknown = { payload: {} }, path = "/v1/token") =>
  home.gate.call("POST", path, { key, body });
const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  body: new URLSearchParams(fields).toString(),
});
const oauth = (what: string, fields: Record<string, string>, headers = {}) =>
  home.gate.call("POST", `/w/${home.team.workspace.slug}/oauth/${what}`, form(fields, headers));
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}`,
});
const checked = (token: string, audience = issuer()) =>
  jwtVerify(
    token,
    createRemoteJWKSet(new URL(`${home.gate.url}/w/${home.team.workspace.slug}/.well-known/jwks.json`)),
    { issuer: issuer(), audience, typ: "at+jwt", algorithms: ["RS256"] },
  );

describe("the exchange", () => {
  it("tells a key of a kind that has no scopes what gets a token, or where it gets its own", async () => {
    const { workspace } = home.team;
    const keySet = async (authType: string) => {
      const { id } = await makeKeySetOf(workspace, { authType });
      return done(await runCommand(retrieveKeySetCredentials, workspace.as(), { id })).secret!;
    };
    const personal = await home.team.run(createPersonal, { name: "Laptop", expiration: "30" });
    const said = async (secret: Secret | null) => {
      const { status, json } = await exchange(secret!.reveal());
      return [status, json.code, json.detail];
    };
    const told = (sentence: string) => [403, "insufficient_scope", expect.stringContaining(sentence)];
    expect(await said(personal.secret)).toEqual(
      told("with an access key that has the scope tokens:exchange"),
    );
    expect(await said(await keySet("api_key"))).toEqual(told("A key set cannot do this"));
    expect(await said(await keySet("oauth2_client_credentials"))).toEqual(told("/oauth/token"));
  });

  it.each(["/v1/token", "/agent-integrations-api/auth/token"])(
    "[0-20] %s gives a token that jose accepts from the published keys",
    async (path) => {
      const key = await integration();
      const payload = { user_id: "42", email: "a@example.com", roles: ["editor"] };
      const { status, json } = await exchange(key.text, { payload }, path);
      expect(status).toBe(200);
      expect(json).toMatchObject({
        token: json.access_token,
        token_type: "Bearer",
        expiresIn: 900,
        expires_in: 900,
      });
      const { payload: claims } = await checked(json.token);
      expect(claims).toMatchObject({
        ...payload,
        client_id: key.publicId,
        sub: key.id,
        scope: "orders:write",
      });
    },
  );

  it.each([
    ["{}", {}],
    ["PHP's empty array", { payload: [] }],
    ["an empty list", []],
    ["an empty payload", { payload: {} }],
  ])("takes %s for a connection test", async (_, body) => {
    const key = await integration();
    expect((await exchange(key.text, body)).status).toBe(200);
  });

  it("takes no body at all", async () => {
    const key = await integration();
    expect((await home.gate.call("POST", "/v1/token", { key: key.text })).status).toBe(200);
  });

  it("refuses a payload that would speak in the hub's name, and says which member", async () => {
    const key = await integration();
    const { status, json } = await exchange(key.text, { payload: { iss: "me" } });
    expect({ status, errors: json.errors.payload }).toMatchObject({
      status: 400,
      errors: expect.stringMatching(/iss/),
    });
  });

  it("[0-19] answers 422 where the workspace has no signing key", async () => {
    const other = new Team(await makeWorkspace(home.hub.db, ["orders:write"]));
    const key = await other.issue({ scopes: ["tokens:exchange"] });
    const { status, json } = await exchange(key.text);
    expect({ status, code: json.code }).toEqual({ status: 422, code: "signing_key_missing" });
  });

  it("refuses a key without the scope with 403, a revoked one with 401", async () => {
    const plain = await home.team.issue({ scopes: ["orders:write"] });
    expect((await exchange(plain.text)).status).toBe(403);
    const key = await integration();
    await home.team.run(revokeKey, { id: key.id, reason: "leaked" });
    expect((await exchange(key.text)).status).toBe(401);
  });

  it("gives no token that outlives its key", async () => {
    const now = new Date(Date.now() - 30 * 86_400_000 + 120_000);
    const key = await integration({ expiration: "30", now });
    const { json } = await exchange(key.text);
    expect(json.expires_in).toBeLessThanOrEqual(120);
  });
});

describe("an OAuth client", () => {
  it("gets a token with its id and secret, in the header or in the form", async () => {
    const key = await integration();
    const grant = { grant_type: "client_credentials" };
    const inHeader = await oauth("token", grant, basic(key.publicId, key.text));
    const inForm = await oauth("token", { ...grant, client_id: key.publicId, client_secret: key.text });
    for (const { status, json, headers } of [inHeader, inForm]) {
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(json).toMatchObject({ token_type: "Bearer", expires_in: 900, scope: "orders:write" });
      await checked(json.access_token);
    }
  });

  it.each([
    ["no grant", {}, 400, "invalid_request"],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
    ["a scope not held", { grant_type: "client_credentials", scope: "orders:read" }, 400, "invalid_scope"],
  ])("with %s is told so as RFC 6749 has it", async (_, fields, status, error) => {
    const key = await integration();
    const answer = await oauth("token", fields as Record<string, string>, basic(key.publicId, key.text));
    expect({ status: answer.status, error: answer.json.error }).toEqual({ status, error });
  });

  it("with a wrong secret gets invalid_client, and a challenge only if it used the header", async () => {
    const key = await integration();
    const grant = { grant_type: "client_credentials" };
    const cut = key.text.slice(0, -3);
    const inHeader = await oauth("token", grant, basic(key.publicId, cut));
    expect(inHeader.status).toBe(401);
    expect(inHeader.headers.get("www-authenticate")).toMatch(/^Basic/);
    const inForm = await oauth("token", { ...grant, client_id: key.publicId, client_secret: cut });
    expect(inForm.status).toBe(401);
    expect(inForm.headers.get("www-authenticate")).toBeNull();
  });

  it("that repeats a parameter, or names itself twice, is refused", async () => {
    const key = await integration();
    const twice = await home.gate.call("POST", `/w/${home.team.workspace.slug}/oauth/token`, {
      headers: { "content-type": "application/x-www-form-urlencoded", ...basic(key.publicId, key.text) },
      body: "grant_type=client_credentials&grant_type=client_credentials",
    });
    expect(twice.json.error).toBe("invalid_request");
    const both = { grant_type: "client_credentials", client_id: key.publicId, client_secret: key.text };
    expect((await oauth("token", both, basic(key.publicId, key.text))).json.error).toBe("invalid_request");
  });

  it("of another workspace is nobody here", async () => {
    const other = new Team(await makeWorkspace(home.hub.db));
    const key = await other.issue({ scopes: ["tokens:exchange"] });
    for (const what of ["token", "introspect", "revoke"]) {
      const fields = { grant_type: "client_credentials", token: "x" };
      const answer = await oauth(what, fields, basic(key.publicId, key.text));
      expect({ status: answer.status, error: answer.json.error }).toEqual({
        status: 401,
        error: "invalid_client",
      });
      expect(answer.headers.get("www-authenticate")).toMatch(/^Basic/);
    }
  });

  it("finds everything by the metadata alone", async () => {
    const { slug } = home.team.workspace;
    for (const path of [
      `/.well-known/oauth-authorization-server/w/${slug}`,
      `/w/${slug}/.well-known/oauth-authorization-server`,
    ]) {
      const { status, json } = await home.gate.call("GET", path);
      expect(status).toBe(200);
      expect(json).toMatchObject({
        issuer: issuer(),
        token_endpoint: `${issuer()}/oauth/token`,
        jwks_uri: `${issuer()}/.well-known/jwks.json`,
      });
    }
    expect((await home.gate.call("GET", "/.well-known/oauth-authorization-server/w/nobody")).status).toBe(
      404,
    );
  });
});

describe("introspection and revocation", () => {
  const introspect = (token: string) =>
    oauth("introspect", { token }, basic(home.verifier.publicId, home.verifier.text));

  it("tells what a good token says, and of any other nothing", async () => {
    const key = await integration();
    const { json } = await exchange(key.text, { payload: { user_id: "42" } });
    expect((await introspect(json.token)).json).toMatchObject({
      active: true,
      user_id: "42",
      client_id: key.publicId,
    });
    expect((await introspect(`${json.token.slice(0, -4)}AAAA`)).json).toEqual({ active: false });
    expect((await introspect("nonsense")).json).toEqual({ active: false });
  });

  it("a token that its client revoked does not count, and revoking it again is a success", async () => {
    const key = await integration();
    const { json } = await exchange(key.text);
    for (let i = 0; i < 2; i++)
      expect((await oauth("revoke", { token: json.token }, basic(key.publicId, key.text))).status).toBe(200);
    expect((await introspect(json.token)).json).toEqual({ active: false });
    const { jti } = decodeJwt(json.token);
    const told = await home.hub.sql`
      select subject_label, after from events where type = 'token.revoked' and subject_id = ${jti!}`;
    expect(told).toMatchObject([{ subject_label: jti, after: { publicId: key.publicId } }]);
    const stranger = await integration();
    const other = await exchange(key.text);
    const refused = await oauth(
      "revoke",
      { token: other.json.token },
      basic(stranger.publicId, stranger.text),
    );
    expect({ status: refused.status, error: refused.json.error }).toEqual({
      status: 400,
      error: "invalid_grant",
    });
    expect((await introspect(other.json.token)).json.active).toBe(true);
  });

  it("a token minted from a key that is withdrawn does not count", async () => {
    const [revoked, renewed] = [await integration(), await integration()];
    const tokens = await Promise.all([exchange(revoked.text), exchange(renewed.text)]);
    await home.team.run(revokeKey, { id: revoked.id, reason: "leaked" });
    await home.team.run(regenerateKey, { id: renewed.id });
    for (const { json } of tokens) expect((await introspect(json.token)).json).toEqual({ active: false });
  });

  it("a client without keys:verify may not introspect", async () => {
    const key = await integration();
    const answer = await oauth("introspect", { token: "x" }, basic(key.publicId, key.text));
    expect(answer.json.error).toBe("unauthorized_client");
  });
});

describe("the signing key", () => {
  it("[0-27] [0-28] replaced: tokens of the old one are refused at once, and new ones are good", async () => {
    const key = await integration();
    const before = (await exchange(key.text)).json.token;
    await checked(before);
    await home.team.run(rotateSigningKey, { bits: 2048 });
    const after = (await exchange(key.text)).json.token;
    await checked(after);
    await expect(checked(before)).rejects.toThrow();
    const kid = JSON.parse(Buffer.from(after.split(".")[0], "base64url").toString()).kid;
    const pem = await home.gate.call("GET", `/w/${home.team.workspace.slug}/.well-known/keys/${kid}.pem`);
    expect(pem.text).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  });

  it("[0-32] of one workspace signs nothing of another's", async () => {
    const other = new Team(await makeWorkspace(home.hub.db, ["orders:write"]));
    await other.run(generateSigningKey, { bits: 2048 });
    const key = await other.issue({ scopes: ["tokens:exchange"] });
    const { json } = await exchange(key.text);
    await expect(checked(json.token)).rejects.toThrow();
  });
});

describe("what is published", () => {
  const paths = ["jwks.json", "oauth-authorization-server", "openid-configuration"];
  const read = (path: string, tag?: string, method = "GET") =>
    home.gate.call(method, `/w/${home.team.workspace.slug}/.well-known/${path}`, {
      headers: tag === undefined ? {} : { "if-none-match": tag },
    });

  it.each(paths)(
    "%s is not sent again to whoever names it, alone, in a list, as weak, or any",
    async (path) => {
      const first = await read(path);
      const etag = first.headers.get("etag")!;
      for (const tag of [etag, `W/${etag}`, `"another", ${etag}`, `W/"x,y",W/${etag} , "z"`, "*"]) {
        for (const method of ["GET", "HEAD"]) {
          const again = await read(path, tag, method);
          expect([again.status, again.text, again.headers.get("etag")], tag).toEqual([304, "", etag]);
          expect(again.headers.get("cache-control")).toBe("public, no-cache");
        }
      }
      for (const tag of ['"another"', `${etag.slice(0, -1)}x"`, etag.slice(1, -1), `"x" ${etag}`]) {
        const anew = await read(path, tag);
        expect([anew.status, anew.text], tag).toEqual([200, first.text]);
      }
    },
  );

  it("is sent again after a rotation to whoever names what was", async () => {
    const before = (await read("jwks.json")).headers.get("etag")!;
    await home.team.run(rotateSigningKey, { bits: 2048 });
    const after = await read("jwks.json", `${before}, "x"`);
    expect(after.status).toBe(200);
    expect(after.headers.get("etag")).not.toBe(before);
  });
});

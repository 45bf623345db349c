/** openid-client and jose as strangers use them: given an issuer's address, a client id and a secret, and nothing else. */
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from "jose";
import * as client from "openid-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { openTeam } from "../testing/open-gate";

let home: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  home = await openTeam();
  await home.team.run(generateSigningKey, { bits: 2048 });
});
afterAll(() => home?.close());

const publicUrl = "http://localhost:3000";
/** The network between the public address and the gate of this test. */
const network = (url: string, options?: object) => fetch(url.replace(publicUrl, home.gate.url), options);

it.each([
  ["in the header", client.ClientSecretBasic],
  ["in the form", client.ClientSecretPost],
])(
  "openid-client finds the endpoints by itself, gets a token with its secret %s, asks about it and takes it back",
  async (_, authentication) => {
    const key = await home.team.issue({
      scopes: ["tokens:exchange", "keys:verify", "orders:write", "orders:read"],
    });
    const issuer = new URL(`${publicUrl}/w/${home.team.workspace.slug}`);
    const config = await client.discovery(issuer, key.publicId, key.text, authentication(key.text), {
      algorithm: "oauth2",
      execute: [client.allowInsecureRequests],
      [client.customFetch]: network as client.CustomFetch,
    });
    const answer = await client.clientCredentialsGrant(config, { scope: "orders:read" });
    expect(answer).toMatchObject({ token_type: "bearer", expires_in: 900, scope: "orders:read" });

    const metadata = config.serverMetadata();
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri!), { [joseFetch]: network as typeof fetch });
    const { payload } = await jwtVerify(answer.access_token, keys, {
      issuer: metadata.issuer,
      typ: "at+jwt",
    });
    expect(payload).toMatchObject({ client_id: key.publicId, scope: "orders:read" });

    expect(await client.tokenIntrospection(config, answer.access_token)).toMatchObject({ active: true });
    await client.tokenRevocation(config, answer.access_token);
    expect(await client.tokenIntrospection(config, answer.access_token)).toEqual({ active: false });
  },
);

it("openid-client hears why it got no token", async () => {
  const key = await home.team.issue({ scopes: ["orders:write"] });
  const issuer = new URL(`${publicUrl}/w/${home.team.workspace.slug}`);
  const config = await client.discovery(issuer, key.publicId, key.text, undefined, {
    algorithm: "oauth2",
    execute: [client.allowInsecureRequests],
    [client.customFetch]: network as client.CustomFetch,
  });
  await expect(client.clientCredentialsGrant(config)).rejects.toMatchObject({ error: "unauthorized_client" });
});

/** oidc-provider on its in-memory store, as it issues RS256 access tokens to clients that have a secret. */
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const audience = "https://api.example.com";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const clients = JSON.parse(process.env.YARDSTICK_CLIENTS).map((client) => ({
  ...client,
  grant_types: ["client_credentials"],
  response_types: [],
  redirect_uris: [],
}));

const provider = new Provider("http://127.0.0.1", {
  clients,
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }] },
  cookies: { keys: ["of no use here"] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: () => ({
        scope: "orders:write",
        audience,
        accessTokenTTL: 900,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
});
const server = createServer(provider.callback());
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());

/** The bare server with jose's `jwtVerify` in it, its key at hand: a signature, the registered claims, and no more. */
import { createServer } from "node:http";
import { importJWK, jwtVerify } from "jose";

const { YARDSTICK_JWKS, YARDSTICK_ISSUER: issuer, YARDSTICK_AUDIENCE: audience } = process.env;
const { keys } = await (await fetch(YARDSTICK_JWKS)).json();
const key = await importJWK(keys[0], "RS256");

const server = createServer(async (request, response) => {
  try {
    const token = request.headers.authorization.slice("Bearer ".length);
    await jwtVerify(token, key, { issuer, audience, typ: "at+jwt", algorithms: ["RS256"] });
    response.writeHead(204);
  } catch {
    response.writeHead(401);
  }
  response.end();
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());

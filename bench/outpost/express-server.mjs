/** What most would write: express with express-jwt, and jwks-rsa that fetches the keys and remembers them, as its manual says. */
import express from "express";
import { expressjwt } from "express-jwt";
import jwksRsa from "jwks-rsa";

const { YARDSTICK_JWKS: jwksUri, YARDSTICK_ISSUER: issuer, YARDSTICK_AUDIENCE: audience } = process.env;
const secret = jwksRsa.expressJwtSecret({ cache: true, rateLimit: true, jwksRequestsPerMinute: 5, jwksUri });

const app = express();
app.use(expressjwt({ secret, issuer, audience, algorithms: ["RS256"] }));
app.get("/_outpost/auth", (_, response) => response.status(204).end());
app.use((error, _request, response, _next) => response.status(error.status ?? 500).end());
const server = app.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());

/** The yardstick of forward-auth: a bare `node:http` server that reads no header and lets everybody in. */
import { createServer } from "node:http";

const server = createServer((_, response) => {
  response.writeHead(204);
  response.end();
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());

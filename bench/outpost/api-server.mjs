/** An API behind a proxy: answers at once, with a little JSON. */
import { createServer } from "node:http";

const body = JSON.stringify({ id: "42", items: ["tea", "scones"], total: 1250, note: "left at the door" });
const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };

const server = createServer({ keepAliveTimeout: 65_000 }, (_, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());

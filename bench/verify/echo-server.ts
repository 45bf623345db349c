/** The yardstick: a bare `node:http` server that parses a JSON body and echoes it. */
import { createServer } from "node:http";
import { tellParent } from "./server-process";

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk) => chunks.push(chunk));
  req.on("end", () => {
    const body = JSON.stringify(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    res.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
    res.end(body);
  });
});
tellParent(server, async () => {});

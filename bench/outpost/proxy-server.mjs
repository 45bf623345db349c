/** http-proxy-3 in front of an API, over kept connections, asking nobody who they are. */
import { Agent, createServer } from "node:http";
import { createProxyServer } from "http-proxy-3";

const agent = new Agent({ keepAlive: true });
const proxy = createProxyServer({ target: process.env.YARDSTICK_UPSTREAM, agent, xfwd: true });
proxy.on("error", (_error, _request, response) => response.destroy());

const server = createServer((request, response) => proxy.web(request, response));
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());

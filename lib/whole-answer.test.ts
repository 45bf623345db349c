import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, test } from "vitest";
import { headOf, KEPT_MS, sendWhole, wholeText } from "./whole-answer";

const body = '{"well":true}';
const headers = ["Content-Type", "application/json", "Content-Length", String(body.length), "X-Own", "a b"];
/** Of a test's answers: which were sent whole. */
let whole: boolean[] = [];
/** Answers that wait to be released, by path. */
const held = new Map<string, () => void>();

function answer(response: ServerResponse, mayBeWhole: boolean): void {
  const text = wholeText(headOf(200, headers), body, Date.now());
  const sent = mayBeWhole && sendWhole(response, text);
  whole.push(sent);
  if (!sent) response.writeHead(200, headers).end(body);
}

const server = createServer({ keepAliveTimeout: KEPT_MS }, (request, response) => {
  if (request.url === "/held") held.set(request.url, () => answer(response, true));
  else answer(response, request.url !== "/by-node");
});
server.on("checkContinue", (_, response) => answer(response, true));
let port = 0;

beforeEach(() => {
  whole = [];
  held.clear();
});
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** A connection of our own, and all that has come over it. */
function open() {
  const socket = connect(port, "127.0.0.1");
  const heard = { socket, text: "", ended: false };
  socket.setEncoding("latin1").on("data", (text: string) => {
    heard.text += text;
  });
  socket.on("end", () => {
    heard.ended = true;
  });
  return heard;
}

const get = (path: string, more = "", version = "1.1", method = "GET") =>
  `${method} ${path} HTTP/${version}\r\nHost: a\r\n${more}\r\n`;
const answersIn = (text: string) => text.split(/(?=HTTP\/1\.1 )/).filter((one) => one !== "");
const undated = (text: string) => text.replace(/Date: [^\r]+ GMT/, "Date: now");

test("says what Node itself would say, and leaves the connection to the next request", async () => {
  const heard = open();
  for (const [i, path] of ["/by-node", "/", "/", "/by-node", "/"].entries()) {
    heard.socket.write(get(path));
    await expect.poll(() => answersIn(heard.text).length).toBe(i + 1);
  }
  expect(whole).toEqual([false, true, true, false, true]);
  expect(new Set(answersIn(heard.text).map(undated)).size).toBe(1);
  expect(heard.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(heard.text).toContain(`\r\nKeep-Alive: timeout=${KEPT_MS / 1_000}\r\n\r\n${body}`);
  heard.socket.destroy();
});

test("requests that come together are answered in their order, each once, however late the first", async () => {
  const heard = open();
  heard.socket.write(get("/held") + get("/") + get("/by-node") + get("/"));
  await expect.poll(() => held.has("/held")).toBe(true);
  expect(heard.text).toBe("");
  held.get("/held")!();
  await expect.poll(() => answersIn(heard.text).length).toBe(4);
  expect(new Set(answersIn(heard.text).map(undated)).size).toBe(1);
  expect(whole.toSorted()).toEqual([false, true, true, true]);
  heard.socket.destroy();
});

it.each([
  ["a connection that the client wants closed", get("/", "Connection: close\r\n")],
  ["HTTP/1.0", get("/", "", "1.0")],
  [
    "a client that waits to be told to go on",
    get("/", "Expect: 100-continue\r\nContent-Length: 2\r\n", "1.1", "POST"),
  ],
])("leaves to Node, which closes it: %s", async (_, request) => {
  const heard = open();
  heard.socket.write(request);
  await expect.poll(() => heard.ended).toBe(true);
  expect(whole).toEqual([false]);
  expect(heard.text).toMatch(/\r\nConnection: close\r\n/);
  expect(answersIn(heard.text)).toHaveLength(1);
});

test("leaves a HEAD to Node, which sends no body", async () => {
  const heard = open();
  heard.socket.write(get("/", "", "1.1", "HEAD") + get("/"));
  await expect.poll(() => answersIn(heard.text).length).toBe(2);
  expect(whole).toEqual([false, true]);
  expect(answersIn(heard.text).map((one) => one.endsWith(body))).toEqual([false, true]);
  heard.socket.destroy();
});

test("a client that is gone costs nothing but its own answer", async () => {
  const heard = open();
  heard.socket.write(get("/held"));
  await expect.poll(() => held.has("/held")).toBe(true);
  heard.socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(held.get("/held")).not.toThrow();
  const next = open();
  next.socket.write(get("/"));
  await expect.poll(() => answersIn(next.text).length).toBe(1);
  next.socket.destroy();
});

import { type ServerResponse, STATUS_CODES } from "node:http";

/** How long a server keeps a connection on which nothing is asked. */
export const KEPT_MS = 65_000;

/** The beginning of a head; `headers` is a flat list of names and values that nobody outside has a word in. */
export function headOf(status: number, headers: readonly string[]): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${linesOf(headers)}`;
}

export function linesOf(headers: readonly string[]): string {
  let lines = "";
  for (let i = 0; i < headers.length; i += 2) lines += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return lines;
}

/**
 * Where Node itself keeps the text of a head until it sends it: undocumented, and older than any version that we run on.
 * In one that has no such place, every answer goes by `writeHead`.
 */
interface Sending {
  _header?: string | null;
}

/** An answer as it leaves at this moment, of its head, as `headOf` writes it, and a body that comes with its Content-Length. */
export function wholeText(head: string, body: string, nowMs: number): string {
  return head + connectionLines(nowMs) + body;
}

/**
 * Sends an answer, all of it in ASCII, as one text in one write. `writeHead` examines every header of every answer and
 * writes head and body apart, which costs as much as a verdict does. False = this is no plain answer on a connection that
 * stays open: `writeHead` is to send it. The status stands in the text alone: of `statusCode` Node would make a head, and
 * there is one.
 */
export function sendWhole(response: ServerResponse, text: string): boolean {
  const { req, shouldKeepAlive } = response;
  const sending = response as Sending;
  if (!shouldKeepAlive || req.httpVersion !== "1.1" || req.method === "HEAD") return false;
  if (req.headers.expect !== undefined || sending._header !== null) return false;
  sending._header = text;
  response.end();
  return true;
}

let second = Number.NaN;
let lines = "";

/** What Node adds to every head, and the end of it; made once a second. */
function connectionLines(nowMs: number): string {
  const now = Math.floor(nowMs / 1_000);
  if (now !== second) {
    second = now;
    const date = new Date(nowMs).toUTCString();
    lines = `Date: ${date}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${KEPT_MS / 1_000}\r\n\r\n`;
  }
  return lines;
}

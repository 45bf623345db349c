/** WebSockets: the handshake is judged like any request, and the connection for as long as it lasts. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
import { answerHeaders } from "./forwarded-headers";
import { type Answer, problemAnswer } from "./refusal";

export interface UpgradeCall {
  upstream: URL;
  headers: string[];
  answerWithinMs: number;
  /** Calls back whenever whoever was let in may not be any more; returns how to stop that. */
  watch: (onWithdrawn: () => void) => () => void;
}

export function passUpgrade(from: IncomingMessage, socket: Duplex, head: Buffer, call: UpgradeCall): void {
  const { upstream, headers, answerWithinMs } = call;
  const request = upstream.protocol === "https:" ? httpsRequest : httpRequest;
  const onward = request({
    hostname: upstream.hostname.replace(/^\[|\]$/g, ""),
    port: upstream.port || undefined,
    method: "GET",
    path: from.url,
    headers: [...headers, "Connection", "Upgrade", "Upgrade", "websocket"],
    agent: false,
    timeout: answerWithinMs,
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", () => onward.destroy());
  onward.on("timeout", () => {
    answerSocket(socket, problemAnswer(504, "upstream_late", "The API does not answer."));
    onward.destroy();
  });
  onward.on("error", () =>
    answerSocket(socket, problemAnswer(502, "upstream_unreachable", "The API cannot be reached.")),
  );
  onward.on("response", (answer) => {
    // It would rather not: its answer ends the connection.
    const rest = answerHeaders(answer.rawHeaders);
    socket.write(headText(answer.statusCode ?? 502, [...rest, "Connection", "close"]));
    answer.pipe(socket);
  });
  onward.on("upgrade", (answer, beyond, beyondHead) => {
    (beyond as import("node:net").Socket).setTimeout(0);
    const rest = answerHeaders(answer.rawHeaders);
    socket.write(headText(101, [...rest, "Connection", "Upgrade", "Upgrade", "websocket"]));
    if (beyondHead.length > 0) socket.write(beyondHead);
    if (head.length > 0) beyond.write(head);
    const unwatch = call.watch(() => socket.destroy());
    const end = () => {
      unwatch();
      socket.destroy();
      beyond.destroy();
    };
    // Nobody uses half a WebSocket: where one side has ended, the other has a moment to end too.
    const endSoon = () => setTimeout(end, 1_000).unref();
    socket.on("end", endSoon).on("close", end);
    beyond.on("error", end).on("end", endSoon).on("close", end);
    beyond.pipe(socket).pipe(beyond);
  });
  onward.end();
}

/** So long a refused caller has to read why. */
const lingersMs = 1_000;

/** Answers on a bare connection, and ends it. */
export function answerSocket(socket: Duplex, { status, headers, body }: Answer): void {
  if (!socket.writable) socket.destroy();
  else {
    socket.end(headText(status, [...headers, "Connection", "close"]) + body);
    // Nobody times it any more: a caller that never ends its own side would keep it for ever.
    setTimeout(() => socket.destroy(), lingersMs).unref();
  }
}

function headText(status: number, headers: readonly string[]): string {
  let text = `HTTP/1.1 ${status} ${reasons[status] ?? "Answer"}\r\n`;
  for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return `${text}\r\n`;
}

const reasons: Record<number, string> = {
  101: "Switching Protocols",
  204: "No Content",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/**
 * Who offers another protocol than WebSocket, as Java's client offers HTTP/2, is answered as if it had not (RFC 9110
 * section 7.8). The offer goes no further: a tunnel in another protocol would be a way past the proxy (h2c smuggling).
 */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

export function wantsWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket";
}

/**
 * Hands the server a connection once more that Node.js has let go of for the offer: with the request at its beginning
 * as it came, but for the offer, so that its shape and its body are read by the same parser as of any other.
 */
export function readAgain(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.unshift(Buffer.concat([Buffer.from(headWithoutOffer(request), "latin1"), head]));
  // Not from within the parser's own call: the server would take that very parser for the connection.
  setImmediate(() => {
    if (!socket.destroyed) server.emit("connection", socket);
  });
}

/** `close` = whatever comes behind the request is not read, so nothing that we got wrong could become another one. */
function headWithoutOffer({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  let text = `${method} ${url} HTTP/${httpVersion}\r\nConnection:close\r\n`;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    // Node's parser reads a Proxy-Connection as a Connection.
    if (name === "upgrade" || name === "proxy-connection") continue;
    const value = rawHeaders[i + 1]!;
    text += `${rawHeaders[i]}:${name === "connection" ? withoutKeepAlive(value) : value}\r\n`;
  }
  return `${text}\r\n`;
}

/** In HTTP/1.0 it would outdo `close`; what else is named must not be passed on, and stays. */
function withoutKeepAlive(value: string): string {
  const named = value.split(",");
  return named.filter((name) => name.trim().toLowerCase() !== "keep-alive").join(",");
}

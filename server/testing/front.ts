/** A front over real sockets, with a console that says what it was sent. */

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTrustedProxies } from "@/server/front/client-address";
import { createFront, type FrontOptions, type GateDoor } from "@/server/front/front";

export interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface TestFront {
  port: number;
  send(
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Answer>;
  /** Bytes as they are; what came back until the connection closed. */
  raw(bytes: string): Promise<string>;
  /** Requests that have reached the console. */
  reached: IncomingMessage[];
  close(): Promise<void>;
}

export interface TestFrontOptions {
  publicUrl?: string;
  trustedProxies?: string;
  gate?: GateDoor;
  /** What the console does; by default it tells the request back as JSON. */
  console?: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  front?: Partial<FrontOptions>;
}

export async function openFront(options: TestFrontOptions = {}): Promise<TestFront> {
  const folder = mkdtempSync(join(tmpdir(), "ks-front-"));
  const socketPath = join(folder, "c.sock");
  const reached: IncomingMessage[] = [];
  const page = options.console ?? tellBack;
  const behind = createServer((incoming, response) => {
    reached.push(incoming);
    page(incoming, response);
  });
  await new Promise<void>((resolve) => behind.listen(socketPath, resolve));
  const front = createFront({
    publicUrl: new URL(options.publicUrl ?? "https://keys.example.com"),
    publicUrlGiven: options.publicUrl !== "http://localhost:3000",
    trustedProxies: readTrustedProxies(options.trustedProxies ?? ""),
    role: "all",
    gate: () => options.gate ?? null,
    console: () => (options.console === null ? null : socketPath),
    ready: () => true,
    ...options.front,
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const { port } = front.address() as AddressInfo;
  return {
    port,
    reached,
    send: (path, { method = "GET", headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const call = request({ port, host: "127.0.0.1", path, method, headers, agent: false }, (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (chunk: string) => {
            text += chunk;
          });
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
          );
          answer.on("error", reject);
        });
        call.on("error", reject);
        call.end(body);
      }),
    raw: (bytes) =>
      new Promise((resolve) => {
        let text = "";
        const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
        socket.setEncoding("latin1").on("data", (chunk: string) => {
          text += chunk;
        });
        socket.on("error", () => {});
        socket.on("close", () => resolve(text));
      }),
    async close() {
      front.closeAllConnections();
      behind.closeAllConnections();
      await Promise.all([front, behind].map((server) => new Promise((closed) => server.close(closed))));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tellBack(incoming: IncomingMessage, response: ServerResponse): void {
  let body = "";
  incoming.setEncoding("utf8").on("data", (chunk: string) => {
    body += chunk;
  });
  incoming.on("end", () => {
    response.setHeader("x-powered-by", "something");
    response.end(JSON.stringify({ headers: incoming.headers, method: incoming.method, body }));
  });
}

/**
 * The front: one port. The gate's paths are answered in this process; everything else is the console's, in its own,
 * over a unix socket. What reaches the console has been vouched for here.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Caller, Gate } from "@/gate/create-gate";
import { isGatePath, isHealthPath } from "@/gate/paths";
import { settleAnswers } from "@/lib/settle-answers";
import { KEPT_MS } from "@/lib/whole-answer";
import type { HubRole } from "../settings";
import { fromOwnPage } from "./action-body";
import { clientAddress, type TrustedProxies } from "./client-address";
import { answerHeaders, consoleHeaders, securityHeaders } from "./console-headers";
import { gateToCome } from "./gate-to-come";
import { hearOut } from "./hear-out";
import { ownOrigins } from "./own-origins";
import { CONSOLE_AWAY, escaped, HUB_STARTING, type OwnPage, sendOwnPage, TOO_LARGE } from "./own-page";
import { CONSOLE_BODY_LIMIT, toConsole } from "./to-console";

/** What the front needs of the gate. */
export type GateDoor = Pick<Gate, "handle"> & Partial<Pick<Gate, "databaseAway" | "endStreams">>;

export interface FrontOptions {
  publicUrl: URL;
  publicUrlGiven: boolean;
  trustedProxies: TrustedProxies;
  /** What answers programs: a console alone tells them its health and nothing else. */
  role: HubRole;
  /** Null while the hub is starting. */
  gate: () => GateDoor | null;
  /** The console's socket; null while it is away, undefined where this process serves none. */
  console: () => string | null | undefined;
  /** False until everything is up. */
  ready: () => boolean;
}

export function createFront(options: FrontOptions): Server {
  const { publicUrl, trustedProxies } = options;
  const own = ownOrigins(publicUrl, options.publicUrlGiven);
  const security = securityHeaders(publicUrl);
  const proto = publicUrl.protocol === "https:" ? "https" : "http";
  const isForPrograms = options.role === "console" ? isHealthPath : isGatePath;
  const starting = gateToCome(publicUrl);
  const inner = randomBytes(16).toString("base64url");

  function caller(request: IncomingMessage): Caller & { ip: string } {
    // The console's own calls (a redirect after an action) stand for the person who caused them.
    const passedOn = request.headers["x-keysmith-inner"] === inner && request.headers["x-keysmith-ip"];
    const ip = typeof passedOn === "string" ? passedOn : clientAddress(request, trustedProxies);
    return { ip, requestId: randomUUID() };
  }

  function page(request: IncomingMessage, response: ServerResponse, own: OwnPage): void {
    if (response.headersSent || response.destroyed) return;
    const unread = hasBody(request) && !request.complete;
    // A body that nobody will read would be taken for the next request.
    if (unread) response.setHeader("connection", "close");
    const until = unread ? hearOut(request) : undefined;
    sendOwnPage(response, own, security, request.method !== "HEAD", until);
  }

  function toPeople(request: IncomingMessage, response: ServerResponse): void {
    const socketPath = options.console();
    const refusal = comingUp(socketPath) ?? refused(request) ?? (socketPath ? null : absent(socketPath));
    if (refusal) page(request, response, refusal);
    else if (socketPath) pass(request, response, socketPath);
  }

  function comingUp(socketPath: string | null | undefined): OwnPage | null {
    return options.ready() || socketPath ? null : HUB_STARTING;
  }

  function absent(socketPath: string | null | undefined): OwnPage {
    return socketPath === undefined ? NOT_HERE : CONSOLE_AWAY;
  }

  function pass(request: IncomingMessage, response: ServerResponse, socketPath: string): void {
    const vouched = { ...caller(request), host: own.hostFor(request), proto, inner } as const;
    toConsole(request, response, {
      socketPath,
      headers: consoleHeaders(request.headers, vouched),
      answer: (status, from) => {
        // A page that failed because the database is away is no fault of ours: come again.
        const away = status === 500 && options.gate()?.databaseAway?.() === true;
        const ours = { ...security, "x-request-id": vouched.requestId, ...(away && { "retry-after": "2" }) };
        return { status: away ? 503 : status, headers: answerHeaders(from, ours) };
      },
      ...(isAction(request) && {
        bodyIsGood: (body: Buffer) => fromOwnPage(request.headers["content-type"], body),
      }),
      failed: (why) => page(request, response, FAILURES[why]),
    });
  }

  /** Why a request does not reach the console; null where it may. */
  function refused(request: IncomingMessage): OwnPage | null {
    const { method, url = "/", headers } = request;
    if (method !== "GET" && method !== "HEAD" && method !== "POST") return WRONG_METHOD;
    // "//host/..." is a path to us and an address to a browser that is redirected to it.
    if (!url.startsWith("/") || /^[/\\]{2}/.test(url) || !isDecodable(pathOf(request))) return MALFORMED;
    // A GET's body has no meaning, and hides a second request where two servers disagree on its length.
    if (method !== "POST" && hasBody(request)) return MALFORMED;
    if (Number(headers["content-length"] ?? 0) > CONSOLE_BODY_LIMIT) return TOO_LARGE;
    if (method === "POST" && !own.allow(request)) return foreignOrigin(publicUrl);
    return null;
  }

  settleAnswers();
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: KEPT_MS,
      noDelay: true,
    },
    (request, response) => {
      if (!isForPrograms(pathOf(request))) toPeople(request, response);
      else (options.gate() ?? starting).handle(request, response, caller(request));
    },
  );
  // A peer that stops reading gives its connection back; long answers (server-sent events) carry heartbeats.
  server.setTimeout(120_000);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const status =
      error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
    const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : status;
    socket.end(`HTTP/1.1 ${late}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  return server;
}

function pathOf({ url = "/" }: IncomingMessage): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

/** "%ff" is no text: the console would answer it with a 500. */
function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\u0000");
  } catch {
    return false;
  }
}

/** A POST to a page runs an action, named in its header or in its form. What is below /api reads its body itself. */
function isAction({ method, url = "/", headers }: IncomingMessage): boolean {
  if (method !== "POST" || url.startsWith("/api/")) return false;
  return headers["next-action"] !== undefined || /^multipart\//i.test(headers["content-type"] ?? "");
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;
}

const WRONG_METHOD: OwnPage = {
  status: 405,
  title: "Not like this",
  sentence: "Pages take GET, HEAD and POST.",
  headers: { allow: "GET, HEAD, POST" },
};

const MALFORMED: OwnPage = {
  status: 400,
  title: "Not understood",
  sentence: "This is not an address of the hub.",
};

const NOT_HERE: OwnPage = {
  status: 404,
  title: "No pages here",
  sentence: "This instance of the hub answers programs alone. Its pages are served by another instance.",
};

const FAILURES = {
  away: CONSOLE_AWAY,
  late: { status: 504, title: "This takes too long", sentence: "The console did not answer. Try again." },
  "too-large": TOO_LARGE,
  malformed: MALFORMED,
  "foreign-body": {
    status: 400,
    title: "Not understood",
    sentence: "This was not sent by a page of the hub. Reload the page, then try again.",
  },
} satisfies Record<string, OwnPage>;

/** A form of another site: with the visitor's cookie it could act in their name. */
function foreignOrigin(publicUrl: URL): OwnPage {
  return {
    status: 403,
    title: "Sent from another address",
    sentence: `This hub is used at ${escaped(publicUrl.origin)}. Open it there, or set KEYSMITH_PUBLIC_URL to the address that you use.`,
  };
}

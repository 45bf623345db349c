/** The Outpost as a server: forward-auth for a proxy that stands in front already, or the proxy itself. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type Presented, readCredential } from "@/lib/domain/keys/presented";
import { settleAnswers } from "@/lib/settle-answers";
import { KEPT_MS, sendWhole, wholeText } from "@/lib/whole-answer";
import { wallClockMs } from "../clock";
import type { Log } from "../log";
import type { Outpost } from "../outpost";
import type { Denied, Judgement } from "../state/judge";
import { type Passport, UNSTORED } from "../state/passport";
import { readAgain, wantsWebSocket } from "./declined-upgrade";
import { type Crossing, callerOf, requestHeaders } from "./forwarded-headers";
import { Upstream, type UpstreamFailure } from "./proxy";
import { type Answer, problemAnswer, refusalAnswer } from "./refusal";
import { hasBody, shapeFault } from "./shape";
import { answerSocket, passUpgrade } from "./upgrade";

export interface ServerSettings {
  outpost: Pick<Outpost, "judgePresented" | "judgeAgain" | "onMayHaveChanged" | "health">;
  /** The API behind; null = forward-auth alone. */
  upstream: URL | null;
  /** Needed of every call. */
  scopes: readonly string[];
  behindProxy: boolean;
  keepCredential: boolean;
  answerWithinMs: number;
  log: Log;
}

const ownPaths = "/_outpost/";
const authPath = "/_outpost/auth";

export interface OutpostServer {
  server: Server;
  /** Takes no more calls, and lets those under way end within so long. */
  stop(drainMs: number): Promise<void>;
}

export function createOutpostServer(settings: ServerSettings): OutpostServer {
  const { outpost, upstream: upstreamUrl, log } = settings;
  const upstream = upstreamUrl && new Upstream(upstreamUrl, settings.answerWithinMs);

  /** The request whose offer of another protocol was declined a moment ago. */
  let declined: IncomingMessage | null = null;

  function handle(request: IncomingMessage, response: ServerResponse, toldToGoOn = false): void {
    if (request === declined) {
      declined = null;
      // Node.js has thrown away what came in the same packet behind it: an answer to anything later could be to another.
      response.shouldKeepAlive = false;
    }
    if (request.url?.startsWith(ownPaths)) own(request, response);
    else if (upstream) pass(request, response, upstream, toldToGoOn);
    else answer(request, response, NOT_FOUND);
  }

  /** Node.js asks from 22.21 and 24.9 on, and hands what is declined to `handle` at once; an older one calls `upgrade`. */
  function shouldUpgradeCallback(request: IncomingMessage): boolean {
    const wanted = wantsWebSocket(request);
    declined = wanted ? null : request;
    return wanted;
  }

  function pass(request: IncomingMessage, response: ServerResponse, to: Upstream, toldToGoOn: boolean): void {
    const fault = shapeFault(request);
    if (fault) {
      answer(request, response, problemAnswer(400, "malformed_request", fault));
      return;
    }
    judged(request, settings.scopes, (judgement, presented) => {
      if (response.destroyed) return;
      if (!judgement.ok) {
        answer(request, response, refusalOf(judgement, presented));
        return;
      }
      if (toldToGoOn) response.writeContinue();
      const headers = requestHeaders(request.rawHeaders, judgement.passport, crossingOf(request));
      to.pass(request, response, headers, (why) => {
        log("warn", "the API did not answer", { why });
        answer(request, response, FAILURES[why]);
      });
    });
  }

  function own(request: IncomingMessage, response: ServerResponse): void {
    const { path, query } = placeOf(request);
    if (path === authPath)
      judged(request, scopesFor(query), (judgement, presented) =>
        vouch(request, response, judgement, presented),
      );
    else answer(request, response, path === "/_outpost/health" ? healthAnswer(outpost.health()) : NOT_FOUND);
  }

  function scopesFor(query: string | null): readonly string[] {
    return query === null ? settings.scopes : [...settings.scopes, ...scopesIn(query)];
  }

  /** To a proxy that asks whether a request may pass: a 2xx with who it is, or 401 or 403; several keys are a 401 too. */
  function vouch(
    request: IncomingMessage,
    response: ServerResponse,
    judgement: Judgement,
    presented: Presented,
  ): void {
    if (judgement.ok) {
      const { passport } = judgement;
      if (!sendWhole(response, wholeText(passport.vouching, "", wallClockMs())))
        response.writeHead(204, [...passport.headers, ...UNSTORED]).end();
      return;
    }
    answer(request, response, unvouched(judgement, presented));
  }

  /** The same where the caller wants a WebSocket, and the proxy hands that on: what it asks here is no upgrade. */
  function vouchBare(request: IncomingMessage, socket: Duplex): void {
    judged(request, scopesFor(placeOf(request).query), (judgement, presented) => {
      if (!judgement.ok) answerSocket(socket, unvouched(judgement, presented));
      else {
        const headers = [...judgement.passport.headers, ...UNSTORED];
        answerSocket(socket, { status: 204, headers, body: "" });
      }
    });
  }

  function judged(
    request: IncomingMessage,
    scopes: readonly string[],
    then: (judgement: Judgement, presented: Presented) => void,
  ): void {
    const presented = readCredential(request);
    const judgement = outpost.judgePresented(presented, scopes, callerOf(request, settings.behindProxy));
    if (judgement instanceof Promise)
      judgement.then(
        (late) => then(late, presented),
        () => request.destroy(),
      );
    else then(judgement, presented);
  }

  function crossingOf(request: IncomingMessage): Crossing {
    const { behindProxy, keepCredential } = settings;
    const { host = "" } = request.headers;
    return { ip: request.socket.remoteAddress ?? "", proto: "http", host, behindProxy, keepCredential };
  }

  /** The server does not know them any more, and would wait for them for ever. */
  const upgraded = new Set<Duplex>();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    upgraded.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => upgraded.delete(socket));
    if (!wantsWebSocket(request)) {
      readAgain(server, request, socket, head);
      return;
    }
    const fault = shapeFault(request) ?? upgradeFault(request);
    if (placeOf(request).path === authPath) vouchBare(request, socket);
    else if (!upstreamUrl || request.url?.startsWith(ownPaths)) answerSocket(socket, NOT_FOUND);
    else if (fault) answerSocket(socket, problemAnswer(400, "malformed_request", fault));
    else
      judged(request, settings.scopes, (judgement, presented) => {
        if (judgement.ok) letIn(request, socket, head, upstreamUrl, judgement.passport);
        else answerSocket(socket, refusalOf(judgement, presented));
      });
  }

  function letIn(request: IncomingMessage, socket: Duplex, head: Buffer, to: URL, passport: Passport): void {
    passUpgrade(request, socket, head, {
      upstream: to,
      headers: requestHeaders(request.rawHeaders, passport, crossingOf(request)),
      answerWithinMs: settings.answerWithinMs,
      watch: (onWithdrawn) =>
        outpost.onMayHaveChanged(() => {
          if (!outpost.judgeAgain(passport, settings.scopes)) onWithdrawn();
        }),
    });
  }

  settleAnswers();
  const asked = { shouldUpgradeCallback };
  const server = createServer(
    {
      ...asked,
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 0,
      keepAliveTimeout: KEPT_MS,
      noDelay: true,
    },
    (request, response) => handle(request, response),
  );
  server.on("checkContinue", (request, response) => handle(request, response, true));
  server.on("upgrade", upgrade);
  server.on("connect", refuseTunnel);
  server.on("clientError", refuseClient);
  server.on("close", () => void upstream?.close());

  async function stop(drainMs: number): Promise<void> {
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const late = setTimeout(() => {
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
    }, drainMs);
    await closed;
    clearTimeout(late);
  }
  return { server, stop };
}

/** Answers; a body that nobody will read would be taken for the next request, so the connection ends with it. */
function answer(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const unread = hasBody(request) && !request.complete;
  response.writeHead(status, unread ? [...headers, "Connection", "close"] : headers);
  response.end(request.method === "HEAD" ? undefined : body);
  if (unread) request.resume();
}

function unvouched(denied: Denied, presented: Presented): Answer {
  const refused = refusalOf(denied, presented);
  return refused.status === 400 ? { ...refused, status: 401 } : refused;
}

function refusalOf(denied: Denied, presented: Presented): Answer {
  return refusalAnswer(denied, presented.kind !== "several" && presented.inAuthorization);
}

function healthAnswer(health: ReturnType<Outpost["health"]>): Answer {
  const body = JSON.stringify(health);
  const headers = ["Content-Type", "application/json", "Content-Length", String(Buffer.byteLength(body))];
  return { status: health.ok ? 200 : 503, headers: [...headers, "Cache-Control", "no-store"], body };
}

function placeOf({ url = "" }: IncomingMessage): { path: string; query: string | null } {
  const mark = url.indexOf("?");
  return mark < 0 ? { path: url, query: null } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function scopesIn(query: string): string[] {
  const given = new URLSearchParams(query).getAll("scope");
  return given.flatMap((scopes) => scopes.split(/[\s,]+/)).filter((scope) => scope !== "");
}

/** A body before it is a way past the proxy: whoever is behind could read it as the WebSocket's first bytes. */
function upgradeFault(request: IncomingMessage): string | null {
  return request.method !== "GET" || hasBody(request) ? "An upgrade is a GET without a body." : null;
}

/** Without a word of ours Node would cut the connection, and the caller would not know why. */
function refuseTunnel(_: IncomingMessage, socket: Duplex): void {
  socket.on("error", () => socket.destroy());
  answerSocket(socket, NO_TUNNEL);
}

function refuseClient(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  answerSocket(socket, problemAnswer(status, "malformed_request", "This is no request that can be read."));
}

const NO_TUNNEL = problemAnswer(400, "malformed_request", "An Outpost makes no tunnels.");
const NOT_FOUND = problemAnswer(404, "no_such_path", "There is nothing at this path of the Outpost.");

const FAILURES: Record<UpstreamFailure, Answer> = {
  unreachable: problemAnswer(502, "upstream_unreachable", "The API cannot be reached."),
  late: problemAnswer(504, "upstream_late", "The API does not answer."),
  "not-understood": problemAnswer(400, "malformed_request", "The request cannot be passed on as it is."),
};

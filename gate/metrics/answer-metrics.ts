import type { IncomingMessage } from "node:http";
import type { Registry } from "prom-client";
import { digestOf, sameBytes } from "@/lib/crypto/digest";
import type { GateLog } from "../gate-log";
import { answer, type Exchange } from "../http/exchange";
import { andThen } from "../http/failure";
import { type Problem, refuse, wrongMethod } from "../http/problem";

/**
 * `GET /metrics`, in the text format of Prometheus. With a token, for whoever shows it; without one, for this machine
 * alone: how much is called and refused is nobody else's business.
 */
export function answerMetrics(
  exchange: Exchange,
  registry: () => Registry,
  token: string | null,
  log: GateLog,
): void {
  const { req } = exchange;
  const problem =
    req.method === "GET" || req.method === "HEAD" ? whyNot(req, token) : wrongMethod(["GET", "HEAD"]);
  if (problem) refuse(exchange, problem);
  else
    andThen(exchange, log, registry().metrics(), (text) =>
      answer(exchange, 200, registry().contentType, text),
    );
}

function whyNot(req: IncomingMessage, token: string | null): Problem | null {
  if (token === null) return isFromHere(req) ? null : NOT_FROM_HERE;
  const given = /^bearer\s+(\S+)\s*$/i.exec(req.headers.authorization ?? "")?.[1] ?? "";
  return sameBytes(digestOf(given), digestOf(token)) ? null : NO_TOKEN;
}

const forwarding = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/** A proxy on this machine speaks for strangers: it says so in a header, or asks for another host than this one. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const local = address === "::1" || address.startsWith("127.");
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  return (
    local && /^(localhost|127\.[\d.]+|\[::1\])$/.test(host) && !forwarding.some((name) => name in headers)
  );
}

const NOT_FROM_HERE: Problem = {
  status: 403,
  code: "metrics_closed",
  detail: "Without KEYSMITH_METRICS_TOKEN the metrics are for the hub's own machine alone.",
};

const NO_TOKEN: Problem = {
  status: 401,
  code: "metrics_token_needed",
  detail: "Present the metrics token: Authorization: Bearer.",
  headers: ["WWW-Authenticate", 'Bearer realm="keysmith metrics"'],
};

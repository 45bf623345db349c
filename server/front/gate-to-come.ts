import { answerJson, fixedHeaders } from "@/gate/http/exchange";
import { type Problem, refuse } from "@/gate/http/problem";
import type { GateDoor } from "./front";

const STARTING: Problem = {
  status: 503,
  code: "starting",
  detail: "Keysmith is starting. Try again in a second.",
  headers: ["Retry-After", "1"],
};

/** Answers programs while the gate is still being opened: as programs are answered, never with a page. */
export function gateToCome(publicUrl: URL): GateDoor {
  const fixed = fixedHeaders(publicUrl);
  return {
    handle(req, res, { ip, requestId }) {
      const exchange = { req, res, ip, requestId, fixed };
      if (/^\/healthz(\?|$)/.test(req.url ?? "")) answerJson(exchange, 200, { alive: true });
      else refuse(exchange, STARTING);
    },
  };
}

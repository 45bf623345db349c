/** Answers programs while the gate is still being opened: as programs are answered, never with a page. */
import { answerJson } from "@/gate/http/exchange";
import { type Problem, refuse } from "@/gate/http/problem";
import type { GateDoor } from "./front";

const STARTING: Problem = {
  status: 503,
  code: "starting",
  detail: "Keysmith is starting. Try again in a second.",
  headers: ["Retry-After", "1"],
};

export const gateToCome: GateDoor = {
  handle(req, res, { ip, requestId }) {
    const exchange = { req, res, ip, requestId };
    if (/^\/healthz(\?|$)/.test(req.url ?? "")) answerJson(exchange, 200, { alive: true });
    else refuse(exchange, STARTING);
  },
};

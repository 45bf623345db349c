import { RECEIPT_LIMIT_BYTES } from "@/lib/contracts/outposts";
import { command } from "@/lib/entry/endpoint";
import { reportOfOutpost } from "@/lib/services/outposts/report";
import type { GateParts } from "../gate-parts";
import { isJson, readBody } from "../http/body";
import { counted, type Exchange } from "../http/exchange";
import { INTERNAL, invalid, NOT_JSON, type Problem, refusalProblem, refuse } from "../http/problem";
import { admitOutpost, notAnOutpost } from "./admit-outpost";

/** `POST /v1/outposts/self/receipts`: what an Outpost has applied and counted. */
export async function takeReceipt(parts: GateParts, at: Exchange): Promise<void> {
  const admitted = await admitOutpost(parts, at);
  if (!admitted.ok) return refuse(at, admitted.problem);
  const body = await bodyOf(at);
  if (body === null) return refuse(at, RECEIPT_TOO_LARGE);
  if (!isJson(at.req.headers["content-type"])) return refuse(at, NOT_JSON);
  const value = parsed(body);
  if (value === undefined) return refuse(at, invalid({ "": "The body is not JSON." }));
  const answer = await command(reportOfOutpost, admitted.call, value);
  if (answer.kind === "done") return done(at);
  if (answer.kind === "invalid") return refuse(at, invalid(answer.fields));
  if (answer.kind === "failed") return refuse(at, INTERNAL);
  if (answer.code === "not-found") return refuse(at, notAnOutpost());
  refuse(at, refusalProblem(answer.code));
}

function bodyOf({ req }: Exchange): Promise<Buffer | null> {
  return new Promise((resolve) => readBody(req, resolve, RECEIPT_LIMIT_BYTES));
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function done(at: Exchange): void {
  counted(at, 204);
  at.res.writeHead(204, ["X-Request-Id", at.requestId, ...at.fixed.list]);
  at.res.end();
}

const RECEIPT_TOO_LARGE: Problem = {
  status: 413,
  code: "body_too_large",
  detail: "A receipt may have 1 MiB at most. Send what is left with the next one.",
};

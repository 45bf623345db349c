import type { GateParts } from "../gate-parts";
import type { Exchange } from "../http/exchange";
import { fail } from "../http/failure";
import { refuse, wrongMethod } from "../http/problem";
import { listen } from "./listen";
import { sendBundle } from "./send-bundle";
import { takeReceipt } from "./take-receipt";

type Answering = (parts: GateParts, at: Exchange) => Promise<void>;

const PATHS: Record<string, { method: string; answer: Answering }> = {
  "/v1/outposts/self/bundle": { method: "GET", answer: sendBundle },
  "/v1/outposts/self/events": { method: "GET", answer: listen },
  "/v1/outposts/self/receipts": { method: "POST", answer: takeReceipt },
};

/** Answers a request of an Outpost; false where the path is none of theirs. */
export function answerOutpost(parts: GateParts, at: Exchange, path: string): boolean {
  const own = Object.hasOwn(PATHS, path) ? PATHS[path] : undefined;
  if (!own) return false;
  at.tally = parts.meter.route(`${own.method} ${path}`);
  if (at.req.method !== own.method) refuse(at, wrongMethod([own.method]));
  else own.answer(parts, at).catch((error) => fail(at, error, parts.log));
  return true;
}

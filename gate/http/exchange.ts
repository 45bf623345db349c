import type { IncomingMessage, ServerResponse } from "node:http";
import { storable } from "@/lib/domain/storable";
import { monotonicMs, wallClockMs } from "@/lib/entry/clock";
import { headOf, linesOf, sendWhole, wholeText } from "@/lib/whole-answer";
import type { RouteTally } from "../metrics/meter";

/** Headers of every answer: as a flat list of names and values, and as they stand in a head. */
export interface FixedHeaders {
  list: readonly string[];
  text: string;
}

/** One request at the gate and the way to answer it. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  /** The caller's address, as far as it can be trusted. */
  ip: string | null;
  requestId: string;
  /** What every answer carries (`fixedHeaders`), made once. */
  fixed: FixedHeaders;
  /** Where the answer is counted, and since when it is under way, by the monotonic clock. */
  tally?: RouteTally;
  startedMs?: number;
}

/** The path that was asked for, without a query. To be kept only where it is one of ours. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  return storable(url.split("?", 1)[0]!, 100).replaceAll(" ", "%20");
}

/** The headers of every answer to a program. */
export function fixedHeaders(publicUrl: URL): FixedHeaders {
  const list = [
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
    // A browser that is led to an answer shows it as it is: a stranger's text in it runs nothing, and no page frames it.
    "Content-Security-Policy",
    "default-src 'none'; frame-ancestors 'none'",
    ...(publicUrl.protocol === "https:" ? ["Strict-Transport-Security", "max-age=31536000"] : []),
  ];
  return { list, text: linesOf(list) };
}

/** Counts an answer in the metrics: for whoever writes one by hand. */
export function counted({ tally, startedMs = 0 }: Exchange, status: number): void {
  tally?.count(status, monotonicMs() - startedMs);
}

/** Answers with a text. `more` is a flat list of further header names and values. */
export function answer(
  exchange: Exchange,
  status: number,
  type: string,
  body: string,
  more: readonly string[] = [],
): void {
  const { res, requestId, fixed } = exchange;
  counted(exchange, status);
  const length = Buffer.byteLength(body);
  const own = ["Content-Type", type, "Content-Length", String(length), "X-Request-Id", requestId];
  // As many bytes as characters: it is ASCII.
  const isPlain = more.length === 0 && length === body.length;
  if (isPlain && sendWhole(res, wholeText(headOf(status, own) + fixed.text, body, wallClockMs()))) return;
  res.writeHead(status, [...own, ...fixed.list, ...more]);
  res.end(body);
}

export function answerJson(exchange: Exchange, status: number, value: unknown): void {
  answer(exchange, status, "application/json", JSON.stringify(value));
}

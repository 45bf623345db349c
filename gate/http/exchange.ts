import type { IncomingMessage, ServerResponse } from "node:http";
import { storable } from "@/lib/domain/storable";
import { monotonicMs } from "@/lib/entry/clock";
import type { RouteTally } from "../metrics/meter";

/** One request at the gate and the way to answer it. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  /** The caller's address, as far as it can be trusted. */
  ip: string | null;
  requestId: string;
  /** What every answer carries (`fixedHeaders`), made once. */
  fixed: readonly string[];
  /** Where the answer is counted, and since when it is under way, by the monotonic clock. */
  tally?: RouteTally;
  startedMs?: number;
}

/** The path that was asked for, without a query. To be kept only where it is one of ours. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  return storable(url.split("?", 1)[0]!, 100).replaceAll(" ", "%20");
}

/** The headers of every answer to a program, as a flat list. */
export function fixedHeaders(publicUrl: URL): readonly string[] {
  return [
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
    // A browser that is led to an answer shows it as it is: a stranger's text in it runs nothing, and no page frames it.
    "Content-Security-Policy",
    "default-src 'none'; frame-ancestors 'none'",
    ...(publicUrl.protocol === "https:" ? ["Strict-Transport-Security", "max-age=31536000"] : []),
  ];
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
  res.writeHead(status, [
    "Content-Type",
    type,
    "Content-Length",
    String(Buffer.byteLength(body)),
    "X-Request-Id",
    requestId,
    ...fixed,
    ...more,
  ]);
  res.end(body);
}

export function answerJson(exchange: Exchange, status: number, value: unknown): void {
  answer(exchange, status, "application/json", JSON.stringify(value));
}

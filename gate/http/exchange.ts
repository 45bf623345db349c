import type { IncomingMessage, ServerResponse } from "node:http";

/** One request at the gate and the way to answer it. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  /** The caller's address, as far as it can be trusted. */
  ip: string | null;
  requestId: string;
}

/** Answers with a text. `length` spares counting it again; `more` is a flat list of further header names and values. */
export function answer(
  { res, requestId }: Exchange,
  status: number,
  type: string,
  body: string,
  more: readonly string[] = [],
  length = Buffer.byteLength(body),
): void {
  res.writeHead(status, [
    "Content-Type",
    type,
    "Content-Length",
    String(length),
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
    "X-Request-Id",
    requestId,
    ...more,
  ]);
  res.end(body);
}

export function answerJson(exchange: Exchange, status: number, value: unknown): void {
  answer(exchange, status, "application/json", JSON.stringify(value));
}

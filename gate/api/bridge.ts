import type { GateLog } from "../gate-log";
import { readBody } from "../http/body";
import { answer, type Exchange } from "../http/exchange";
import { fail } from "../http/failure";
import { NOT_FOUND, refuse, TOO_LARGE } from "../http/problem";
import type { createApi } from "./app";

/** Methods that a Request refuses to carry. */
const impossible = /^(TRACE|TRACK|CONNECT)$/i;

/** Hands a request of `node:http` to the management API, and its response back. */
export function throughApi(api: ReturnType<typeof createApi>, exchange: Exchange, log: GateLog): void {
  const { req } = exchange;
  const url = `http://gate${req.url}`;
  if (!URL.canParse(url) || impossible.test(req.method!)) {
    refuse(exchange, NOT_FOUND);
    return;
  }
  readBody(req, (body) => {
    if (body === null) {
      refuse(exchange, TOO_LARGE);
      return;
    }
    ask(api, url, exchange, body).catch((error) => fail(exchange, error, log));
  });
}

async function ask(
  api: ReturnType<typeof createApi>,
  url: string,
  exchange: Exchange,
  body: Buffer,
): Promise<void> {
  const { method, headers: given } = exchange.req;
  const type = given["content-type"];
  const request = new Request(url, { method, headers: type ? { "content-type": type } : {} });
  const response = await api.fetch(request, { exchange, body });
  const text = await response.text();
  const more = [...response.headers].filter(([name]) => name !== "content-type" && name !== "content-length");
  answer(exchange, response.status, response.headers.get("content-type") ?? "text/plain", text, more.flat());
}

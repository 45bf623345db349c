/** The hub as an Outpost sees it: three calls, with the Outpost's own token. */
import type { RequestOptions } from "node:http";
import type { Secret } from "@/lib/domain/secret";
import type { Place } from "../state/place";
import type { Synced } from "../state/synced";
import { readBundle } from "./bundle";
import { eventsOf, type ServerEvent } from "./event-stream";
import { HubCall } from "./hub-call";
import { linesOf } from "./lines";

/** What a 401 of the hub means. */
export const NOT_ENROLLED = "the hub does not know this Outpost's token: enrol it anew in the console";

/** The hub answered, but not with what was asked for. */
export class HubRefusal extends Error {
  override readonly name = "HubRefusal";
  readonly status: number;

  constructor(status: number) {
    super(status === 401 ? NOT_ENROLLED : `the hub answered ${status}`);
    this.status = status;
  }
}

export class Hub {
  readonly #url: URL;
  readonly #token: Secret;
  readonly #wallClockMs: () => number;
  /** This machine's clock less the hub's, in milliseconds, to a second or so; null = not known yet. */
  skewMs: number | null = null;

  constructor(url: URL, token: Secret, wallClockMs: () => number) {
    this.#url = url;
    this.#token = token;
    this.#wallClockMs = wallClockMs;
  }

  /** The whole state; null where it is still at `known`. */
  async bundle(known: Place | null, signal: AbortSignal): Promise<Synced | null> {
    const headers = known ? { "if-none-match": `"${known.generation}.${known.revision}"` } : {};
    const call = await this.#call("bundle", signal, { headers });
    return call.status === 304 ? call.end(null) : readBundle(linesOf(call.chunks()));
  }

  /** What happens from a place on, until the stream ends. */
  async *events({ generation, revision }: Place, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const path = `events?generation=${generation}&since=${revision}`;
    const call = await this.#call(path, signal, { headers: { accept: "text/event-stream" } });
    yield* eventsOf(call.chunks());
  }

  async receipt(body: object, signal: AbortSignal): Promise<void> {
    const headers = { "content-type": "application/json" };
    const call = await this.#call("receipts", signal, { method: "POST", headers }, JSON.stringify(body));
    for await (const _ of call.chunks());
  }

  async #call(path: string, signal: AbortSignal, options: RequestOptions, body?: string): Promise<HubCall> {
    const url = new URL(`${this.#url.pathname.replace(/\/$/, "")}/v1/outposts/self/${path}`, this.#url);
    const askedAtMs = this.#wallClockMs();
    const call = new HubCall(url, signal, this.#token, options, body);
    await call.answered;
    this.#learnSkew(call.date, askedAtMs);
    if (call.status === 200 || call.status === 204 || call.status === 304) return call;
    return call.end(Promise.reject(new HubRefusal(call.status)));
  }

  /** A Date header (RFC 9110 section 6.6.1) tells the second: on average half of one has passed since. */
  #learnSkew(date: string | undefined, askedAtMs: number): void {
    const answeredAtMs = this.#wallClockMs();
    const hubMs = Date.parse(date ?? "") + 500;
    if (Number.isNaN(hubMs) || answeredAtMs - askedAtMs > 2_000) return;
    this.skewMs = Math.round((askedAtMs + answeredAtMs) / 2 - hubMs);
  }
}

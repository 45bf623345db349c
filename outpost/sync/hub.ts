/** The hub as an Outpost sees it: three calls, with the Outpost's own token. */
import type { Secret } from "@/lib/domain/secret";
import { NOT_ENROLLED } from "../enrolment";
import type { Place } from "../state/place";
import type { Synced } from "../state/synced";
import { readBundle } from "./bundle";
import { eventsOf, type ServerEvent } from "./event-stream";
import { HubCall } from "./hub-call";
import { linesOf } from "./lines";

/** What a server answers that is no hub, 200 with something else than was asked for, or one that sends on to it. */
const notOfAHub = new Set([200, 301, 302, 303, 307, 308, 404, 405, 410]);

/** The hub answered, but not with what was asked for. */
export class HubRefusal extends Error {
  override readonly name = "HubRefusal";
  readonly status: number;

  constructor(status: number) {
    super(reasonFor(status));
    this.status = status;
  }
}

function reasonFor(status: number): string {
  if (status === 401) return NOT_ENROLLED;
  if (!notOfAHub.has(status)) return `the hub answered ${status}`;
  return `there is no hub at this address, which answered ${status}: give the one at which people open its console`;
}

interface Asked {
  headers: Record<string, string>;
  method?: "POST";
  body?: string;
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
    const headers: Record<string, string> = { accept: "application/x-ndjson" };
    if (known) headers["if-none-match"] = `"${known.generation}.${known.revision}"`;
    const call = await this.#call("bundle", signal, { headers });
    return call.status === 304 ? call.end(null) : readBundle(linesOf(call.chunks()));
  }

  /** What happens from a place on, until the stream ends. */
  async *events({ generation, revision }: Place, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const path = `events?generation=${generation}&since=${revision}`;
    const call = await this.#call(path, signal, { headers: { accept: "text/event-stream" } });
    yield* eventsOf(call.chunks());
  }

  async receipt(told: object, signal: AbortSignal): Promise<void> {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(told);
    const call = await this.#call("receipts", signal, { method: "POST", headers, body });
    for await (const _ of call.chunks());
  }

  async #call(path: string, signal: AbortSignal, { body, ...options }: Asked): Promise<HubCall> {
    const url = new URL(`/v1/outposts/self/${path}`, this.#url);
    const askedAtMs = this.#wallClockMs();
    const call = new HubCall(url, signal, this.#token, options, body);
    await call.answered;
    this.#learnSkew(call.date, askedAtMs);
    const isAsked = call.status === 200 && call.type.startsWith(options.headers.accept ?? "");
    if (isAsked || call.status === 204 || call.status === 304) return call;
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

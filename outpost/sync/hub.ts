/** The hub as an Outpost sees it: three calls, with the Outpost's own token. */
import type { Secret } from "@/lib/domain/secret";
import type { Place } from "../state/place";
import type { Synced } from "../state/synced";
import { readBundle } from "./bundle";
import { eventsOf, type ServerEvent } from "./event-stream";
import { linesOf } from "./lines";

/** The hub answered, but not with what was asked for. */
export class HubRefusal extends Error {
  override readonly name = "HubRefusal";
  readonly status: number;

  constructor(status: number) {
    super(`the hub answered ${status}`);
    this.status = status;
  }
}

const answerWithinMs = 10_000;
/** Beats come every second; silence means that the connection is dead, whatever the network says. */
const silenceMs = 5_000;

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
    const etag = known && `"${known.generation}.${known.revision}"`;
    const watch = new Watch(signal);
    try {
      const answer = await this.#call("bundle", watch, { headers: etag ? { "if-none-match": etag } : {} });
      if (answer.status === 304) return null;
      return await readBundle(linesOf(watch.over(answer.body!, silenceMs)));
    } finally {
      watch.end();
    }
  }

  /** What happens from a place on, until the stream ends. */
  async *events({ generation, revision }: Place, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const watch = new Watch(signal);
    try {
      const answer = await this.#call(`events?generation=${generation}&since=${revision}`, watch, {
        headers: { accept: "text/event-stream" },
      });
      yield* eventsOf(watch.over(answer.body!, silenceMs));
    } finally {
      watch.end();
    }
  }

  async receipt(body: object, signal: AbortSignal): Promise<void> {
    const watch = new Watch(signal);
    try {
      const headers = { "content-type": "application/json" };
      const answer = await this.#call("receipts", watch, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      await answer.arrayBuffer();
    } finally {
      watch.end();
    }
  }

  async #call(path: string, watch: Watch, init: RequestInit): Promise<Response> {
    const url = new URL(`${this.#url.pathname.replace(/\/$/, "")}/v1/outposts/self/${path}`, this.#url);
    const headers = { ...init.headers, authorization: `Bearer ${this.#token.reveal()}` };
    const askedAtMs = this.#wallClockMs();
    watch.expect(answerWithinMs);
    // A redirect could lead the token elsewhere.
    const answer = await fetch(url, { ...init, headers, redirect: "error", signal: watch.signal });
    this.#learnSkew(answer.headers.get("date"), askedAtMs);
    if (answer.ok || answer.status === 304) return answer;
    await answer.body?.cancel();
    throw new HubRefusal(answer.status);
  }

  /** A Date header (RFC 9110 section 6.6.1) tells the second: on average half of one has passed since. */
  #learnSkew(date: string | null, askedAtMs: number): void {
    const answeredAtMs = this.#wallClockMs();
    const hubMs = date === null ? Number.NaN : Date.parse(date) + 500;
    if (Number.isNaN(hubMs) || answeredAtMs - askedAtMs > 2_000) return;
    this.skewMs = Math.round((askedAtMs + answeredAtMs) / 2 - hubMs);
  }
}

/** Ends a call that is silent for too long, or when everything ends. */
class Watch {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #stop = () => this.#controller.abort(new Error("stopped"));
  #timer: NodeJS.Timeout | undefined;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    if (outer.aborted) this.#stop();
    outer.addEventListener("abort", this.#stop);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  expect(withinMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(new Error("the hub fell silent")), withinMs);
  }

  async *over(body: AsyncIterable<Uint8Array>, withinMs: number): AsyncGenerator<Uint8Array> {
    this.expect(withinMs);
    for await (const chunk of body) {
      this.expect(withinMs);
      yield chunk;
    }
  }

  /** Also of a stream that is left in the middle. */
  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener("abort", this.#stop);
    this.#controller.abort(new Error("over"));
  }
}

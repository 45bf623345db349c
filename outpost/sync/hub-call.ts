import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { request as httpsRequest } from "node:https";
import type { Secret } from "@/lib/domain/secret";

const answerWithinMs = 10_000;
/** Beats come every second; silence means that the connection is dead, whatever the network says. */
const silenceMs = 5_000;

/**
 * One call to the hub, on a connection of its own, which ends when it falls silent or when everything ends. It follows no
 * redirect: one could lead the token elsewhere.
 */
export class HubCall {
  readonly #request: ClientRequest;
  readonly #signal: AbortSignal;
  readonly #stop = () => this.#destroy("stopped");
  #answer: IncomingMessage | null = null;
  #why: Error | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** Resolves when the head of the answer is there. */
  readonly answered: Promise<void>;

  constructor(url: URL, signal: AbortSignal, token: Secret, options: RequestOptions, body?: string) {
    const headers = { ...options.headers, authorization: `Bearer ${token.reveal()}` };
    const request = url.protocol === "https:" ? httpsRequest : httpRequest;
    this.#request = request(url, { ...options, headers, agent: false });
    this.#signal = signal;
    this.#expect(answerWithinMs);
    signal.addEventListener("abort", this.#stop);
    if (signal.aborted) this.#stop();
    this.answered = new Promise((resolve, reject) => {
      this.#request.on("response", (answer) => {
        this.#answer = answer;
        resolve();
      });
      this.#request.on("error", (error) => {
        this.#over();
        reject(this.#why ?? error);
      });
    });
    this.#request.end(body);
  }

  get status(): number {
    return this.#answer!.statusCode!;
  }

  get date(): string | undefined {
    return this.#answer!.headers.date;
  }

  get type(): string {
    return this.#answer!.headers["content-type"] ?? "";
  }

  /** The body as it comes. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    this.#expect(silenceMs);
    try {
      for await (const chunk of this.#answer!) {
        this.#expect(silenceMs);
        yield chunk;
      }
    } catch (error) {
      throw this.#why ?? error;
    } finally {
      this.#destroy("left");
    }
  }

  /** Leaves the body unread. */
  end<Value>(value: Value): Value {
    this.#answer!.on("error", () => {});
    this.#destroy("left");
    return value;
  }

  #expect(withinMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#destroy("the hub fell silent"), withinMs);
  }

  #destroy(why: string): void {
    this.#why ??= new Error(why);
    this.#over();
    this.#request.destroy(this.#why);
  }

  #over(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener("abort", this.#stop);
  }
}

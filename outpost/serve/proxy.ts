/** Passes a request on to the API behind, and its answer back: streaming both ways, each end's end known to the other. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Dispatcher, Pool } from "undici";
import { answerHeaders } from "./forwarded-headers";
import { hasBody } from "./shape";

export type UpstreamFailure = "unreachable" | "late" | "not-understood";

export class Upstream {
  readonly #pool: Pool;

  /** `answerWithinMs`: from the end of the request to the head of the answer. */
  constructor(url: URL, answerWithinMs: number) {
    this.#pool = new Pool(url.origin, {
      headersTimeout: answerWithinMs,
      // A stream may be quiet for as long as it likes.
      bodyTimeout: 0,
      connect: { timeout: Math.min(answerWithinMs, 10_000) },
    });
  }

  /** `failed` is called instead of an answer, while nothing has been sent yet. */
  pass(
    from: IncomingMessage,
    to: ServerResponse,
    headers: string[],
    failed: (why: UpstreamFailure) => void,
  ): void {
    const crossing = new Crossing(from, to, failed, (again) => this.#send(from, headers, again));
    this.#send(from, headers, crossing);
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #send(from: IncomingMessage, headers: string[], crossing: Crossing): void {
    const body = hasBody(from) ? from : null;
    const method = from.method as Dispatcher.HttpMethod;
    try {
      this.#pool.dispatch({ path: from.url!, method, headers, body }, crossing);
    } catch (error) {
      crossing.onError(error as Error);
    }
  }
}

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

class Crossing implements Dispatcher.DispatchHandlers {
  readonly #from: IncomingMessage;
  readonly #to: ServerResponse;
  readonly #failed: (why: UpstreamFailure) => void;
  readonly #again: (crossing: Crossing) => void;
  #abort: ((error?: Error) => void) | null = null;
  #gone = false;
  #tried = 0;
  #resume: (() => void) | null = null;
  #first: Buffer | null = null;
  #ahead = false;

  constructor(
    from: IncomingMessage,
    to: ServerResponse,
    failed: (why: UpstreamFailure) => void,
    again: (crossing: Crossing) => void,
  ) {
    this.#from = from;
    this.#to = to;
    this.#failed = failed;
    this.#again = again;
    to.on("close", () => {
      if (to.writableFinished) return;
      this.#gone = true;
      this.#abort?.(new Error("the caller is gone"));
    });
  }

  onConnect(abort: (error?: Error) => void): void {
    this.#abort = abort;
    if (this.#gone) abort(new Error("the caller is gone"));
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    if (status < 200) return true;
    this.#resume = resume;
    this.#to.writeHead(status, answerHeaders(raw.map((text) => text.toString("latin1"))));
    // A small answer comes whole in one turn and leaves in one write; a head that waits for its body goes ahead.
    process.nextTick(goAhead, this);
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (!this.#ahead && this.#first === null) {
      this.#first = chunk;
      return true;
    }
    this.goAhead();
    return this.#write(chunk);
  }

  onComplete(): void {
    const first = this.#first;
    this.#first = null;
    this.#ahead = true;
    if (first === null) this.#to.end();
    else if (first.length < 4096) this.#to.end(first.toString("latin1"), "latin1");
    else this.#to.end(first);
  }

  goAhead(): void {
    if (this.#ahead) return;
    this.#ahead = true;
    if (this.#first === null) this.#to.flushHeaders();
    else this.#write(this.#first);
    this.#first = null;
  }

  #write(chunk: Buffer): boolean {
    const more = this.#to.write(chunk);
    if (!more) this.#to.once("drain", this.#resume!);
    return more;
  }

  onError(error: Error): void {
    if (this.#gone) return;
    const { code } = error as NodeJS.ErrnoException;
    // An answer that breaks off must not look whole.
    if (this.#to.headersSent) this.#to.destroy();
    else if (this.#mayTryAgain(code)) this.#again(this);
    else if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_CONNECT_TIMEOUT") this.#failed("late");
    else this.#failed(code?.startsWith("UND_ERR_INVALID") ? "not-understood" : "unreachable");
  }

  /** A kept connection may end at the moment in which it is used: what changes nothing is sent once more. */
  #mayTryAgain(code: string | undefined): boolean {
    this.#tried += 1;
    const ended = code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE";
    return ended && this.#tried === 1 && harmless.has(this.#from.method!) && !hasBody(this.#from);
  }
}

function goAhead(crossing: Crossing): void {
  crossing.goAhead();
}

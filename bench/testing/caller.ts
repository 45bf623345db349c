import { Agent, request } from "node:http";

export interface Reply {
  status: number;
  body: string;
  /** When the first byte of the answer was here, by the caller's clock. */
  answeredAt: number;
}

/** Sends requests over kept connections; rejects where no answer comes. */
export class Caller {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  /** The clock by which it notes what comes. */
  readonly now: () => number;

  constructor(now = () => performance.now()) {
    this.now = now;
  }

  send(
    method: string,
    url: string,
    key: string,
    body?: unknown,
    timeoutMs = 20_000,
    headers = {},
  ): Promise<Reply> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          method,
          agent: this.#agent,
          timeout: timeoutMs,
          headers: {
            ...headers,
            authorization: `Bearer ${key}`,
            ...(text !== undefined && {
              "content-type": "application/json",
              "content-length": Buffer.byteLength(text),
            }),
          },
        },
        (answer) => {
          const answeredAt = this.now();
          let received = "";
          answer.setEncoding("utf8");
          answer.on("data", (chunk: string) => {
            received += chunk;
          });
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: received, answeredAt }));
          answer.on("error", reject);
        },
      );
      sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
      sent.on("error", reject);
      sent.end(text);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

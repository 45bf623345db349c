/** A server that speaks the hub's side of the wire, and breaks it in every way that a network can. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { headOf, type TestKey, versionOf } from "./workspace";

export const TOKEN = "ks_o_0123456789abcdefghij";

export interface Receipt {
  generation: number;
  revision: number;
  kids: string[];
  version: string;
  /** Told only where the head names APIs. */
  api?: string | null;
  clock_skew_ms: number;
  canary: { kid: string; verified: boolean; error: string | null } | null;
  usage: { batch: number; rows: { versionId: string; outcome: string; calls: number }[]; callers: [] };
  requests: { allowed: number; denied: number };
}

export class WireHub {
  generation = 1;
  revision = 1;
  keys: TestKey[] = [];
  head: object = {};
  /** What was asked for, in order. */
  asked: string[] = [];
  receipts: Receipt[] = [];
  /** Answers with this status instead, where it is set. */
  status: { bundle?: number; events?: number; receipts?: number } = {};
  /** How the next bundles break. */
  bundleFault: "none" | "cut" | "no-end" | "wrong-count" | "hangs" = "none";
  beating = true;
  /** How many times its heart has beaten: what an Outpost does at once it does before many of them, however slow the machine. */
  beats = 0;
  /** What the Date header is off by. */
  dateOffMs = 0;
  #streams = new Set<ServerResponse>();
  #beat = setInterval(() => this.beat(), 50);
  #server = createServer((request, response) => this.#answer(request, response));
  #port = 0;

  get url(): URL {
    return new URL(`http://127.0.0.1:${this.#port}`);
  }

  async open(port = 0): Promise<this> {
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Puts down the server; the same port is open again after `open(port)` of another. */
  cutStreams(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  get port(): number {
    return this.#port;
  }

  /** A change of some keys: what stands in `keys` of them now. */
  change(keyIds: readonly string[], head: object | null = null): void {
    this.revision += 1;
    if (head) this.head = { ...this.head, ...head };
    const keys = keyIds.map((keyId) => ({
      keyId,
      versions: this.keys.filter(({ record }) => record.keyId === keyId).map(versionOf),
    }));
    const { generation, revision } = this;
    this.#send("change", { revision, keys, head: head && headOf({ generation, revision }, this.head) });
  }

  /** A key as it is from now on; null = gone. */
  put(key: TestKey, change: Partial<TestKey["record"]> | null): void {
    const rest = this.keys.filter((other) => other.record.versionId !== key.record.versionId);
    this.keys = change === null ? rest : [...rest, { ...key, record: { ...key.record, ...change } }];
    this.change([key.record.keyId]);
  }

  reset(): void {
    this.generation += 1;
    this.#send("reset", { generation: this.generation });
  }

  beat(): void {
    this.beats += 1;
    if (this.beating) this.#send("beat", { revision: this.revision, at: new Date().toISOString() });
  }

  #send(event: string, data: object): void {
    for (const stream of this.#streams)
      stream.write(`event: ${event}\nid: ${this.revision}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [what, query] = request.url!.replace("/v1/outposts/self/", "").split("?") as [
      keyof WireHub["status"],
      string?,
    ];
    this.asked.push(what);
    response.setHeader("date", new Date(Date.now() + this.dateOffMs).toUTCString());
    const status = request.headers.authorization === `Bearer ${TOKEN}` ? this.status[what] : 401;
    if (status) response.writeHead(status).end();
    else if (what === "bundle") this.#bundle(request, response);
    else if (what === "events") this.#events(response, new URLSearchParams(query));
    else void this.#receipt(request, response);
  }

  #bundle(request: IncomingMessage, response: ServerResponse): void {
    const { generation, revision } = this;
    const etag = `"${generation}.${revision}"`;
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
    const lines = [headOf({ generation, revision }, this.head), ...this.keys.map(versionOf)];
    const versions = this.keys.length + (this.bundleFault === "wrong-count" ? 1 : 0);
    if (this.bundleFault === "none" || this.bundleFault === "wrong-count")
      lines.push({ end: true, versions } as never);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    response.writeHead(200, { "content-type": "application/x-ndjson", etag });
    if (this.bundleFault === "hangs") response.flushHeaders();
    else if (this.bundleFault === "cut") response.write(text.slice(0, -20), () => response.destroy());
    else response.end(text);
  }

  #events(response: ServerResponse, query: URLSearchParams): void {
    if (Number(query.get("generation")) !== this.generation || Number(query.get("since")) < this.revision)
      return void response.writeHead(409).end();
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    this.#streams.add(response);
    response.on("close", () => this.#streams.delete(response));
    this.beat();
  }

  async #receipt(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    this.receipts.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(204).end();
  }
}

/** An Outpost's server over a real one, with an API behind it that tells what reached it. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Secret } from "@/lib/domain/secret";
import { silentLog } from "../log";
import { Outpost } from "../outpost";
import { createOutpostServer, type ServerSettings } from "../serve/server";
import { TOKEN, type WireHub } from "./wire-hub";

export interface Seen {
  method: string;
  url: string;
  rawHeaders: string[];
  body: string;
}

export async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

export async function ended(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** An API that answers with what it was sent; `behave` makes it do something else. */
export class Api {
  seen: Seen[] = [];
  behave: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  readonly server = createServer((request, response) => {
    if (this.behave) this.behave(request, response);
    else void this.#tell(request, response);
  });

  async #tell(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, rawHeaders } = request;
    const seen = { method: method!, url: url!, rawHeaders, body: Buffer.concat(chunks).toString() };
    this.seen.push(seen);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(seen));
  }
}

export async function openFront(
  hub: WireHub,
  { api, ...given }: Partial<ServerSettings> & { api?: string } = {},
) {
  const outpost = new Outpost({
    hub: hub.url,
    token: new Secret(TOKEN),
    stateFile: null,
    maxStaleSeconds: null,
    api,
    log: given.log ?? silentLog,
    tellsRefusals: given.log !== undefined,
  });
  await outpost.start();
  const settings = {
    upstream: null,
    scopes: [],
    behindProxy: false,
    keepCredential: false,
    answerWithinMs: 1_000,
  };
  const { server, stop } = createOutpostServer({ ...settings, outpost, log: silentLog, ...given });
  const port = await listening(server);
  return {
    outpost,
    port,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await stop(0);
      await outpost.stop();
    },
  };
}

const patienceMs = 10_000;

/**
 * Sends bytes as they are, and gives back everything that comes until the other side ends, which it must. `until` = or
 * until what came looks so, or for so many milliseconds, where it shall not end or need not.
 */
export async function raw(port: number, text: string, until?: RegExp | number): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  const over = new Promise<void>((resolve, reject) => {
    const late = typeof until === "number" ? resolve : () => reject(new Error(`no end came, but ${answer}`));
    const timer = setTimeout(late, typeof until === "number" ? until : patienceMs);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (until instanceof RegExp && until.test(answer)) resolve();
    });
    socket.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  socket.on("error", () => {});
  socket.write(text, "latin1");
  try {
    await over;
  } finally {
    socket.destroy();
  }
  return answer;
}

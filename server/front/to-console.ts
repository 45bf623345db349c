/** Hands a request to the console, and its answer back: streaming both ways, each end's end known to the other. */
import {
  Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";

/** Whatever a page waits for must be over by then. */
export const FIRST_BYTE_WITHIN_MS = 60_000;

export const CONSOLE_BODY_LIMIT = 1024 * 1024;

export interface ConsoleCall {
  socketPath: string;
  headers: OutgoingHttpHeaders;
  /** Makes status and headers of the answer from those of the console. */
  answer: (
    status: number,
    from: IncomingMessage["headers"],
  ) => { status: number; headers: OutgoingHttpHeaders };
  /** Judges the whole body before anything is passed on; absent = the body streams. */
  bodyIsGood?: (body: Buffer) => boolean;
  /** Called instead of an answer; nothing has been sent yet. */
  failed: (why: "away" | "late" | "too-large" | "malformed" | "foreign-body") => void;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 32 });

export function toConsole(from: IncomingMessage, to: ServerResponse, call: ConsoleCall): void {
  let settled = false;
  const fail = (why: Parameters<ConsoleCall["failed"]>[0]) => {
    if (settled) return;
    settled = true;
    onward?.destroy();
    if (to.headersSent) to.destroy();
    else call.failed(why);
  };

  let onward: ReturnType<typeof request> | undefined;
  try {
    const { socketPath, headers } = call;
    onward = request({ socketPath, method: from.method, path: from.url, headers, agent });
  } catch {
    fail("malformed");
    return;
  }

  const late = setTimeout(() => fail("late"), FIRST_BYTE_WITHIN_MS);
  onward.on("error", () => fail("away"));
  onward.on("response", (answer) => {
    clearTimeout(late);
    if (settled) return answer.destroy();
    const { status, headers } = call.answer(answer.statusCode ?? 502, answer.headers);
    to.writeHead(status, headers);
    to.flushHeaders();
    answer.pipe(to);
    // An answer that breaks off must not look whole to the browser.
    answer.on("error", () => to.destroy());
    answer.on("aborted", () => to.destroy());
  });
  to.on("close", () => {
    clearTimeout(late);
    settled = true;
    if (!to.writableFinished) onward?.destroy();
  });

  const { bodyIsGood } = call;
  const held: Buffer[] = [];
  let bytes = 0;
  from.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > CONSOLE_BODY_LIMIT) fail("too-large");
    else if (bodyIsGood) held.push(chunk);
  });
  if (!bodyIsGood) {
    from.pipe(onward);
    return;
  }
  from.on("end", () => {
    const body = Buffer.concat(held);
    if (settled) return;
    if (bodyIsGood(body)) onward.end(body);
    else fail("foreign-body");
  });
}

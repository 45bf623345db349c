import type { IncomingMessage } from "node:http";

const mostBytes = 16 * 1024 * 1024;
const withinMs = 3_000;

/**
 * Reads on and throws away what a client is still sending after it has been answered: to close at once would reset the
 * connection, and the client would never get to see the answer. Resolves at the end of the body, or when patience is.
 */
export function hearOut(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const late = setTimeout(resolve, withinMs);
    late.unref();
    const over = () => {
      clearTimeout(late);
      resolve();
    };
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) over();
    });
    request.on("end", over).on("close", over);
    request.resume();
  });
}

/** Requests over one connection, each sent as soon as an earlier one is answered: as many as a gate can answer. */
import { connect } from "node:net";

export interface PipeOptions {
  url: string;
  /** The bytes of the next request; null = no more. */
  next(): { bytes: string; answered(status: number): void } | null;
  /** Requests under way at once. */
  depth: number;
}

/** Resolves once every request is answered, or the connection has ended under it. */
export function runPipe({ url, next, depth }: PipeOptions): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const waiting: ((status: number) => void)[] = [];
    let head = "";
    const socket = connect(Number(port), hostname, () => send(depth));
    socket.setNoDelay(true).setEncoding("latin1");
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    socket.on("data", (text: string) => {
      head += text;
      let done = 0;
      for (let end = head.indexOf("\r\n\r\n"); end >= 0; end = head.indexOf("\r\n\r\n")) {
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
        if (head.length < end + 4 + length) break;
        waiting.shift()?.(Number(head.slice(9, 12)));
        head = head.slice(end + 4 + length);
        done += 1;
      }
      send(done);
    });

    function send(count: number): void {
      let bytes = "";
      for (let n = 0; n < count; n++) {
        const request = next();
        if (!request) break;
        waiting.push(request.answered);
        bytes += request.bytes;
      }
      if (bytes !== "") socket.write(bytes);
      else if (waiting.length === 0) socket.end();
    }
  });
}

import { Socket } from "node:net";

/** How PostgreSQL begins to answer: it asks for authentication (R), or refuses (E). */
const answers = new Set(Buffer.from("RE"));

/**
 * A socket for the driver, which two habits of Node's sockets lead astray.
 *
 * Node tells of a failure first and of the end a moment later; a query that the driver sends in between is lost
 * on both counts and never settles. Here both are told in one breath.
 *
 * A peer that takes the connection and closes it without a word (a proxy before a dead server), or that speaks
 * another protocol, is no failure to Node, and the driver tries again for ever. Here it is one.
 */
export class OneBreathSocket extends Socket {
  private failure: Error | undefined;
  private firstByte: number | undefined;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "error") {
      this.failure ??= args[0] as Error;
      return true;
    }
    if (event === "data") this.firstByte ??= (args[0] as Buffer)[0];
    if (event === "close") {
      const failure = this.failure ?? (this.wasCutShort() ? cutShort() : undefined);
      this.failure = undefined;
      if (failure) super.emit("error", failure);
    }
    return super.emit(event, ...args);
  }

  /** A request to cancel a statement gets no answer by design; the driver listens twice on such a socket. */
  private wasCutShort(): boolean {
    const answered = this.firstByte !== undefined && answers.has(this.firstByte);
    return !answered && this.listenerCount("error") === 1;
  }
}

function cutShort(): Error {
  const error = new Error("The server closed the connection without PostgreSQL's answer.");
  return Object.assign(error, { code: "ECONNRESET" });
}

/** What the driver calls for each connection. It writes at once; Node keeps that until the connection stands. */
export function openSocket(where: { path: string } | { host: string; port: number }): Socket {
  const socket = new OneBreathSocket();
  return socket.connect(where);
}

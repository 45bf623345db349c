/** A load generator for one machine: keep-alive connections, one request at a time on each, no pipelining. */
import { connect, type Socket } from "node:net";

export interface Load {
  port: number;
  connections: number;
  /** The request to be sent next, as bytes; null = that was all. */
  next(): Buffer | null;
  /** Whether an answer's beginning is as it should be. */
  good(answer: Buffer): boolean;
}

export interface Measured {
  answers: number;
  bad: number;
  seconds: number;
  /** Durations of every answer, milliseconds. */
  durations: Float64Array;
}

/** Sends requests for so long, and waits for the last answers. */
export async function drive(load: Load, seconds: number): Promise<Measured> {
  const durations: number[] = [];
  let bad = 0;
  const begun = performance.now();
  const until = begun + seconds * 1_000;

  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket: Socket = connect(load.port, "127.0.0.1");
      socket.setNoDelay(true);
      let sentAt = 0;
      let buffered: Buffer | null = null;
      const send = () => {
        sentAt = performance.now();
        const request = sentAt < until ? load.next() : null;
        if (request === null) {
          socket.end();
          resolve();
        } else socket.write(request);
      };
      socket.on("connect", send);
      socket.on("data", (chunk) => {
        const answer: Buffer = buffered ? Buffer.concat([buffered, chunk]) : chunk;
        if (!isWhole(answer)) {
          buffered = answer;
          return;
        }
        buffered = null;
        durations.push(performance.now() - sentAt);
        if (!load.good(answer)) bad += 1;
        send();
      });
      socket.on("error", reject);
    });

  await Promise.all(Array.from({ length: load.connections }, one));
  return {
    answers: durations.length,
    bad,
    seconds: (performance.now() - begun) / 1_000,
    durations: Float64Array.from(durations),
  };
}

const headEnd = Buffer.from("\r\n\r\n");
const lengthNames = [Buffer.from("Content-Length: "), Buffer.from("content-length: ")] as const;

function isWhole(answer: Buffer): boolean {
  const head = answer.indexOf(headEnd);
  if (head === -1) return false;
  let name = answer.indexOf(lengthNames[0]);
  if (name === -1) name = answer.indexOf(lengthNames[1]);
  // An answer without a length has no body: nothing here is asked that answers in chunks.
  if (name === -1) return true;
  let length = 0;
  for (let at = name + lengthNames[0].length; answer[at]! >= 48; at++)
    length = length * 10 + answer[at]! - 48;
  return answer.length >= head + 4 + length;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** The value that so many of a hundred stay below. */
export function percentile(values: Float64Array, percent: number): number {
  return values.toSorted()[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))]!;
}

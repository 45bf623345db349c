import { cpuOf } from "../verify/core";
import { drive } from "../verify/load";

export interface Served {
  pid: number;
  port: number;
}

export interface Cost {
  /** Microseconds of the server's CPU time per answer. */
  cpu: number;
  perSecond: number;
  answers: number;
}

const connections = 64;

/** What an answer costs a server while it is sent requests: for so long, or until there is none left. */
export async function costOf(
  { pid, port }: Served,
  next: () => Buffer | null,
  status: number,
  seconds: number,
): Promise<Cost> {
  const good = Buffer.from(`HTTP/1.1 ${status} `);
  const before = cpuOf(pid);
  const load = {
    port,
    connections,
    next,
    good: (answer: Buffer) => answer.subarray(0, good.length).equals(good),
  };
  const { answers, bad, seconds: took } = await drive(load, seconds);
  if (bad > 0) throw new Error(`${bad} of ${answers} answers were not as they should be`);
  return { cpu: (cpuOf(pid) - before) / answers, perSecond: answers / took, answers };
}

/** Sends one request and gives the status of its answer. */
export async function callOnce(port: number, request: Buffer): Promise<number> {
  let status = 0;
  const good = (answer: Buffer) => {
    status = Number(answer.toString("latin1", 9, 12));
    return true;
  };
  await drive({ port, connections: 1, next: onceEach([request]), good }, 10);
  return status;
}

/** Requests round and round. */
export function overAndOver(requests: readonly Buffer[]): () => Buffer {
  let turn = 0;
  return () => requests[turn++ % requests.length]!;
}

/** Each request once. */
export function onceEach(requests: readonly Buffer[]): () => Buffer | null {
  let turn = 0;
  return () => requests[turn++] ?? null;
}

/** Who is measured first in one round is last in the next. */
export function inTurn<Name>(names: readonly Name[], round: number): Name[] {
  const from = round % names.length;
  return [...names.slice(from), ...names.slice(0, from)];
}

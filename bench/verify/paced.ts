/** Calls at a steady pace, as an API sends them, whatever the last answer took. */
import { setTimeout as sleep } from "node:timers/promises";
import { Caller } from "../testing/caller";

export interface Pace {
  method: "GET" | "POST";
  url: string;
  /** What the calls present and bring, one after the other, round and round. */
  calls: readonly { key: string; body?: object }[];
  perSecond: number;
  seconds: number;
}

/**
 * Sends so many calls a second and gives each one's duration in milliseconds. Each call has its due time, and its
 * duration counts from there: a server that stalls cannot hide it by keeping the next calls from being sent.
 */
export async function paced({ method, url, calls, perSecond, seconds }: Pace): Promise<Float64Array> {
  const caller = new Caller();
  const durations: Promise<number>[] = [];
  const begun = performance.now();
  for (let sent = 0; sent < perSecond * seconds; ) {
    const due = Math.min(perSecond * seconds, ((performance.now() - begun) / 1_000) * perSecond);
    for (; sent < due; sent++) durations.push(one(begun + (sent / perSecond) * 1_000, sent));
    await sleep(1);
  }
  async function one(dueAt: number, index: number): Promise<number> {
    const { key, body } = calls[index % calls.length]!;
    const reply = await caller.send(method, url, key, body);
    if (reply.status !== 200) throw new Error(`${url} answered ${reply.status}`);
    return reply.answeredAt - dueAt;
  }
  const all = Float64Array.from(await Promise.all(durations));
  caller.close();
  return all;
}

/**
 * What the log tells of refusals whose cause the bearer is not told, each with the id that stands in the answer: so that
 * whoever runs the Outpost finds out why, and reads the hint that the bearer reads. Everybody gets an id, as its lack
 * would tell one bad key from another; but so many a minute have a line, since a stranger must not fill the disk by being
 * refused.
 */
import { randomUUID } from "node:crypto";
import type { Log } from "./log";
import type { Denied } from "./state/judge";

const minuteMs = 60_000;
/** Of keys that are known, and of all others: those who invent keys leave room for those who had one. */
const mostOfEach = 60;

export class Refusals {
  readonly #log: Log;
  readonly #api: string | null;
  #beganMs = Number.NEGATIVE_INFINITY;
  #known = 0;
  #others = 0;

  /** `api` = the slug of the API that the Outpost stands for; null = of none. */
  constructor(log: Log, api: string | null) {
    this.#log = log;
    this.#api = api;
  }

  /** Notes a refusal; gives the id for its bearer, null where the answer says all there is. */
  note({ refusal, cause, counted, hint }: Denied, nowMs: number): string | null {
    if (refusal !== "invalid_key" && refusal !== "invalid_token") return null;
    this.#turn(nowMs);
    const nth = counted ? ++this.#known : ++this.#others;
    const id = randomUUID();
    if (nth <= mostOfEach) {
      const facts = { request_id: id, refusal, cause, hint, api: this.#api };
      this.#log("info", "refused", { ...facts, public_id: counted?.record.publicId });
    }
    return id;
  }

  /** A new minute: tells how many of the last one had no line. */
  #turn(nowMs: number): void {
    if (nowMs - this.#beganMs < minuteMs) return;
    const untold = Math.max(0, this.#known - mostOfEach) + Math.max(0, this.#others - mostOfEach);
    if (untold > 0) this.#log("warn", "more was refused in a minute than has a line", { refusals: untold });
    this.#beganMs = nowMs;
    this.#known = 0;
    this.#others = 0;
  }
}

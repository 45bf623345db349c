import type { GateLog } from "../gate-log";

const summaryEveryMs = 60_000;

/** What the log tells of refused bearers: each one at debug, and once a minute how many there were, by cause. */
export class Refusals {
  readonly #log: GateLog;
  /** Cause -> refusals since the gate's start. The causes are codes of ours, so there are few. */
  readonly total = new Map<string, number>();
  #toldMs = 0;
  #told = new Map<string, number>();

  constructor(log: GateLog) {
    this.#log = log;
  }

  note(facts: { cause: string; publicId: string | null; ip: string | null; diagnosticId?: string }): void {
    this.total.set(facts.cause, (this.total.get(facts.cause) ?? 0) + 1);
    this.#log.debug(facts, "a bearer was refused");
  }

  /** Tells of the last minute, where one has passed and something was refused in it. */
  tell(nowMs: number): void {
    if (nowMs - this.#toldMs < summaryEveryMs) return;
    this.#toldMs = nowMs;
    const since = [...this.total].map(
      ([cause, count]) => [cause, count - (this.#told.get(cause) ?? 0)] as const,
    );
    const refused = Object.fromEntries(since.filter(([, count]) => count > 0));
    if (Object.keys(refused).length === 0) return;
    this.#told = new Map(this.total);
    this.#log.info({ refused }, "bearers were refused in the last minute");
  }
}

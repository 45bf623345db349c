import { hasPassed } from "@/lib/domain/keys/outcomes";
import { endUsage, type UsageBatch, writeUsage } from "@/lib/services/gate/write-usage";
import type { GateLog } from "../gate-log";
import { LastUsed } from "./last-used";
import type { Counts, UsageCounter } from "./usage-counter";

const rowsPerBatch = 10_000;

/**
 * Brings counts into the database in numbered batches. A batch whose writing failed, or whose success is in doubt, is
 * sent again as it is, under its number, before any other: so every call counts, and counts once.
 */
export class UsageWriter {
  readonly #verifierId: string;
  readonly #counter: UsageCounter;
  readonly #log: GateLog;
  readonly #lastUsed = new LastUsed();
  #batches: UsageBatch[] = [];
  #number = 0;
  #failing = false;
  /** Batches written, writings that failed, and calls for which there was no room. */
  written = 0;
  failures = 0;
  lost = 0;
  #flush: Promise<void> | null = null;
  /** Asked for while one was under way: what has been counted since then shall not wait for the next time. */
  #owedAtMs: number | null = null;

  constructor(verifierId: string, counter: UsageCounter, log: GateLog) {
    this.#verifierId = verifierId;
    this.#counter = counter;
    this.#log = log;
  }

  /** Rows in batches that were cut and are not written yet. */
  get waiting(): number {
    return this.#batches.reduce(
      (sum, batch) => sum + batch.usage.length + batch.callers.length + batch.tokens.length,
      0,
    );
  }

  /** Writes what has been counted. Never throws: what could not be written waits for the next time. */
  flush(nowMs: number): Promise<void> {
    if (this.#flush !== null) {
      this.#owedAtMs = nowMs;
      return this.#flush;
    }
    this.#flush = this.#write(nowMs).finally(() => {
      const owedAtMs = this.#owedAtMs;
      this.#owedAtMs = null;
      this.#flush = null;
      if (owedAtMs !== null && !this.#failing) void this.flush(owedAtMs);
    });
    return this.#flush;
  }

  /** The last flush: tried three times. */
  async end(nowMs: number): Promise<void> {
    await this.#flush;
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.flush(nowMs);
      if (this.#batches.length === 0) break;
    }
    const calls = this.#batches.flatMap((batch) => batch.usage).reduce((sum, row) => sum + row.calls, 0);
    if (calls > 0) this.#log.error({ calls }, "calls could not be counted: the database was away to the end");
    else await endUsage(this.#verifierId).catch(() => {});
  }

  async #write(nowMs: number): Promise<void> {
    // While the database is away, counts add up in the counter, which is bounded; here only one handful waits.
    if (this.#batches.length === 0) this.#cut(this.#counter.take(), nowMs);
    try {
      for (let batch = this.#batches[0]; batch; batch = this.#batches[0]) {
        await writeUsage(batch);
        this.#batches.shift();
        this.written += 1;
      }
      await this.#lastUsed.write(nowMs);
      this.#failing = false;
    } catch (error) {
      this.failures += 1;
      if (!this.#failing)
        this.#log.warn({ err: error }, "usage cannot be written; it is kept and tried again");
      this.#failing = true;
    }
  }

  #cut(counts: Counts, atMs: number): void {
    const { usage, callers, tokens, touched, lost, lostCallers, lostTokens } = counts;
    this.lost += lost;
    if (lost > 0)
      this.#log.error({ calls: lost }, "calls were not counted: too many keys without a database");
    if (lostCallers > 0)
      this.#log.error({ calls: lostCallers }, "callers were not counted: too many without a database");
    if (lostTokens > 0)
      this.#log.error({ tokens: lostTokens }, "tokens were not counted: too many without a database");
    for (const [keyId, usedAtMs] of touched) this.#lastUsed.note(keyId, usedAtMs);
    for (const row of usage) if (hasPassed(row.outcome)) this.#lastUsed.note(row.keyId, row.lastAtMs);
    const longest = Math.max(usage.length, callers.length, tokens.length);
    for (let i = 0; i < longest; i += rowsPerBatch) {
      this.#number += 1;
      this.#batches.push({
        verifierId: this.#verifierId,
        number: this.#number,
        atMs,
        usage: usage.slice(i, i + rowsPerBatch),
        callers: callers.slice(i, i + rowsPerBatch),
        tokens: tokens.slice(i, i + rowsPerBatch),
      });
    }
  }
}

import { randomUUID } from "node:crypto";
import { tellAsGate } from "@/lib/entry/job";
import { REFUSALS_AT_ONCE, type ToldRefusal, tellTokenRefusals } from "@/lib/services/tokens/tell-refusals";
import type { GateLog } from "../gate-log";
import type { TokenRefusals } from "./token-refusals";

interface Batch {
  workspaceId: string;
  /** The same when it is sent again: what had been written, although nobody heard of it, is not written twice. */
  id: string;
  refusals: ToldRefusal[];
}

/** Brings refused exchanges into the audit log, beside the calls. While the database is away they add up. */
export class RefusalWriter {
  readonly #refusals: TokenRefusals;
  readonly #gate: string;
  readonly #log: GateLog;
  #batches: Batch[] = [];
  #writing: Promise<void> | null = null;
  #failing = false;

  constructor(refusals: TokenRefusals, gate: string, log: GateLog) {
    this.#refusals = refusals;
    this.#gate = gate;
    this.#log = log;
  }

  /** Writes what is due. Never throws. */
  flush(nowMs: number, atEnd = false): Promise<void> {
    this.#writing ??= this.#write(nowMs, atEnd).finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  /** The last flush: of everything. */
  async end(nowMs: number): Promise<void> {
    await this.#writing;
    // Once for what had failed before, once for the rest.
    await this.flush(nowMs, true);
    if (!this.#failing) await this.flush(nowMs, true);
  }

  async #write(nowMs: number, atEnd: boolean): Promise<void> {
    if (this.#batches.length === 0) this.#cut(nowMs, atEnd);
    try {
      for (let batch = this.#batches[0]; batch; batch = this.#batches[0]) {
        const { workspaceId, id, refusals } = batch;
        const of = { gate: this.#gate, workspaceId, idempotencyKey: id };
        const answer = await tellAsGate(tellTokenRefusals, of, { refusals });
        if (answer.kind !== "done") this.#log.error({ answer: answer.kind }, "refusals were not taken");
        this.#batches.shift();
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing)
        this.#log.warn({ err: error }, "refused exchanges cannot be told to the audit log; tried again");
      this.#failing = true;
    }
  }

  #cut(nowMs: number, atEnd: boolean): void {
    for (const [workspaceId, refusals] of this.#refusals.take(nowMs, atEnd))
      for (let i = 0; i < refusals.length; i += REFUSALS_AT_ONCE)
        this.#batches.push({
          workspaceId,
          id: randomUUID(),
          refusals: refusals.slice(i, i + REFUSALS_AT_ONCE),
        });
  }
}

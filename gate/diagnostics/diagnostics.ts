import { newDiagnosticId } from "@/lib/crypto/random";
import { storable } from "@/lib/domain/storable";
import { type DiagnosticDraft, writeDiagnostics } from "@/lib/services/gate/write-diagnostics";
import type { GateLog } from "../gate-log";

const mostPerFlush = 200;
const mostWaiting = 1_000;

/**
 * The causes of refusals. Whoever is refused gets an id; so many a second are kept for the owner to read, since a
 * stranger must not be able to fill the disk by being refused.
 */
export class Diagnostics {
  readonly #log: GateLog;
  #waiting: DiagnosticDraft[] = [];
  #sinceFlush = 0;
  #dropped = 0;
  /** Refusals since the start that were noted, and those of which none is kept. */
  noted = 0;
  droppedInAll = 0;

  constructor(log: GateLog) {
    this.#log = log;
  }

  /** Notes a refusal; gives the id for its bearer. */
  note(refusal: Omit<DiagnosticDraft, "id">): string {
    const id = newDiagnosticId();
    this.#sinceFlush += 1;
    this.noted += 1;
    if (this.#sinceFlush > mostPerFlush || this.#waiting.length >= mostWaiting) {
      this.#dropped += 1;
      this.droppedInAll += 1;
    } else this.#waiting.push({ ...refusal, id, ip: refusal.ip && storable(refusal.ip, 45) });
    return id;
  }

  /** Writes what has been noted. Never throws. */
  async flush(): Promise<void> {
    if (this.#dropped > 0)
      this.#log.warn({ refusals: this.#dropped }, "more refusals than are kept in a second");
    this.#dropped = 0;
    this.#sinceFlush = 0;
    const drafts = this.#waiting;
    if (drafts.length === 0) return;
    this.#waiting = [];
    try {
      await writeDiagnostics(drafts);
    } catch (error) {
      this.#waiting = [...drafts, ...this.#waiting].slice(0, mostWaiting);
      this.#log.warn({ err: error }, "causes of refusals cannot be written; they are kept and tried again");
    }
  }
}

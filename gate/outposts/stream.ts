import type { ServerResponse } from "node:http";
import type { ChangeEvent } from "@/lib/contracts/outposts";
import type { KnownOutpost } from "@/lib/services/outposts/live";

/** More than that waits for no Outpost: one that reads so slowly comes again, and catches up. */
const mostWaitingBytes = 16 * 1_048_576;

/** One Outpost that listens. What happens before it has been told what it missed waits, in order. */
export class OutpostStream {
  readonly outpost: KnownOutpost;
  /** What it has been told up to; null until it has been told what it missed. */
  revision: number | null = null;
  #res: ServerResponse | null = null;
  #early: ChangeEvent[] = [];
  #ended = false;

  constructor(outpost: KnownOutpost) {
    this.outpost = outpost;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Goes on as an answer whose head has been written: first with what was missed. */
  begin(res: ServerResponse, missed: ChangeEvent): void {
    this.#res = res;
    this.revision = missed.revision;
    if (missed.keys.length > 0 || missed.head !== null) this.#write("change", missed, missed.revision);
    for (const change of this.#early) this.tell(change);
    this.#early = [];
  }

  /** Tells of a change, unless what was told already includes it. */
  tell(change: ChangeEvent): void {
    if (this.revision === null) {
      this.#early.push(change);
      return;
    }
    if (change.revision <= this.revision) return;
    this.revision = change.revision;
    this.#write("change", change, change.revision);
  }

  /** At `at` there was nothing newer than `revision`. */
  beat(revision: number, at: Date): void {
    if (this.revision === null) return;
    this.revision = Math.max(this.revision, revision);
    this.#write("beat", { revision: this.revision, at: at.toISOString() }, null);
  }

  /** Tells that all it knows is worthless, and ends. */
  reset(generation: number): void {
    this.#write("reset", { generation }, null);
    this.end();
  }

  end(): void {
    this.#ended = true;
    this.#res?.end();
  }

  #write(event: string, data: unknown, id: number | null): void {
    const res = this.#res;
    if (res === null || this.#ended) return;
    res.write(`event: ${event}\n${id === null ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
    if (res.writableLength <= mostWaitingBytes) return;
    this.#ended = true;
    res.destroy();
  }
}

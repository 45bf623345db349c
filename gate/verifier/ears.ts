import { monotonicMs } from "@/lib/entry/clock";
import { listenToFeed } from "@/lib/services/gate/feed-link";

/** A notification arrives within milliseconds of its commit; one that is this late was lost. */
const patienceMs = 300;

/** Listens for changes, to hasten polls. Deafness costs speed, never correctness; it is found out and mended. */
export class Ears {
  readonly #url: string;
  readonly #name: string;
  readonly #onChange: () => void;
  #close: (() => Promise<void>) | null = null;
  #heardAt = Number.NEGATIVE_INFINITY;
  #check: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, name: string, onChange: () => void) {
    this.#url = url;
    this.#name = name;
    this.#onChange = onChange;
  }

  reopen(): void {
    void this.#close?.();
    if (this.#closed) return;
    this.#close = listenToFeed(this.#url, this.#name, () => {
      this.#heardAt = monotonicMs();
      this.#onChange();
    });
  }

  /** A poll begun at `sinceMs` found a change by itself: had the ears been open, they would hear of it by now. */
  shouldHaveHeard(sinceMs: number): void {
    this.#check ??= setTimeout(() => {
      this.#check = undefined;
      if (this.#heardAt < sinceMs - patienceMs) this.reopen();
    }, patienceMs);
    this.#check.unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#check);
    await this.#close?.();
  }
}

/** A wait that somebody else can cut short. */
export class Pause {
  #wake: (() => void) | null = null;
  #ended = false;

  /** Whether the last pause was cut short. */
  wasEnded = false;

  /** Waits `ms`, or until `end()`; an `end()` since the last pause counts. */
  async begin(ms: number): Promise<void> {
    if (!this.#ended && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = null;
    this.wasEnded = this.#ended;
    this.#ended = false;
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Lane } from "../records/lane";

/** So many signatures of RSA-2048 that wait keep a core busy for as long as anybody is held up here. */
const many = 16;
const gatheredForMs = 4;

/**
 * While signatures queue, nobody has a token sooner by having their key read at once. So those who come within four
 * milliseconds are let on together, and share one statement (`together.ts`): a statement for each would cost a tenth of
 * all exchanges. As long as there is no such queue, nobody waits.
 */
export class Gathering {
  readonly #signing: Pick<Lane, "waiting">;
  #next: Promise<void> | null = null;

  constructor(signing: Pick<Lane, "waiting">) {
    this.#signing = signing;
  }

  /** When whoever wants a token now is let on; null = at once. */
  turn(): Promise<void> | null {
    if (this.#signing.waiting < many) return null;
    this.#next ??= sleep(gatheredForMs).then(() => {
      this.#next = null;
    });
    return this.#next;
  }
}

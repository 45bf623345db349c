/**
 * Tokens whose signature was found good, by the digest of their whole text: to check one again takes twenty times as
 * long as to find it. Only good ones get in, so a stranger can drive nobody out. Says nothing about dates or about the
 * key behind a token: those are asked each time.
 */
export class TokenMemory<Entry> {
  readonly #limit: number;
  /** Two halves: a full young one becomes the old one, and whoever is used moves to the young one. */
  #young = new Map<string, Entry>();
  #old = new Map<string, Entry>();

  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  get(digest: string): Entry | undefined {
    const young = this.#young.get(digest);
    if (young !== undefined) return young;
    const old = this.#old.get(digest);
    if (old !== undefined) {
      this.#old.delete(digest);
      this.put(digest, old);
    }
    return old;
  }

  put(digest: string, entry: Entry): void {
    if (this.#young.size >= this.#limit / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(digest, entry);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}

/** What was used lately, by its name: at most so much of it. */
export class Recent<Name, Entry> {
  readonly #limit: number;
  /** Two halves: a full young one becomes the old one, and whoever is used moves to the young one. */
  #young = new Map<Name, Entry>();
  #old = new Map<Name, Entry>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(name: Name): Entry | undefined {
    const young = this.#young.get(name);
    if (young !== undefined) return young;
    const old = this.#old.get(name);
    if (old !== undefined) {
      this.#old.delete(name);
      this.put(name, old);
    }
    return old;
  }

  put(name: Name, entry: Entry): void {
    if (this.#young.size >= this.#limit / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(name, entry);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}

/** A clock that nobody reads: it goes from one instant at which somebody has something to do to the next. */
export class Agenda<Entry> {
  readonly #entries = new Map<number, Set<Entry>>();

  /** An instant that has no number, because it never comes, is left out. */
  add(atMs: number, entry: Entry): void {
    if (!Number.isFinite(atMs)) return;
    this.#entries.set(atMs, (this.#entries.get(atMs) ?? new Set()).add(entry));
  }

  /** Takes out the earliest instant before `beforeMs`, with its entries; null = there is none. */
  next(beforeMs: number): { at: Date; entries: Set<Entry> } | null {
    let first = beforeMs;
    for (const at of this.#entries.keys()) if (at < first) first = at;
    const entries = this.#entries.get(first);
    if (first === beforeMs || !entries) return null;
    this.#entries.delete(first);
    return { at: new Date(first), entries };
  }
}

/**
 * Where a line with a given name stands: open addressing over line numbers, eight bytes a cell. The names stay in the
 * lines themselves, so that hundreds of thousands of them cost no objects.
 */
const GONE = -1;
const leastCells = 1_024;

export class SlotIndex {
  /** 0 = free; a line's number + 1; or one that is gone, over which a search goes on. */
  #cells = new Int32Array(leastCells);
  #hashes = new Int32Array(leastCells);
  #used = 0;

  add(hash: number, slot: number): void {
    if (this.#used * 2 >= this.#cells.length) this.#grow();
    this.#put(hash, slot);
  }

  /** The first line with this hash that fits; -1 = none. */
  find(hash: number, fits: (slot: number) => boolean): number {
    const last = this.#cells.length - 1;
    for (let at = hash & last; this.#cells[at] !== 0; at = (at + 1) & last) {
      const slot = this.#cells[at]! - 1;
      if (slot >= 0 && this.#hashes[at] === hash && fits(slot)) return slot;
    }
    return -1;
  }

  remove(hash: number, slot: number): void {
    const last = this.#cells.length - 1;
    for (let at = hash & last; this.#cells[at] !== 0; at = (at + 1) & last)
      if (this.#cells[at] === slot + 1) this.#cells[at] = GONE;
  }

  #put(hash: number, slot: number): void {
    const last = this.#cells.length - 1;
    let at = hash & last;
    while (this.#cells[at] !== 0) at = (at + 1) & last;
    this.#cells[at] = slot + 1;
    this.#hashes[at] = hash;
    this.#used += 1;
  }

  #grow(): void {
    const [cells, hashes] = [this.#cells, this.#hashes];
    // Many cells may be of lines that are gone: then as many as before are enough.
    const live = cells.reduce((sum, cell) => sum + (cell > 0 ? 1 : 0), 0);
    const enough = live * 4 > cells.length ? cells.length * 2 : cells.length;
    this.#cells = new Int32Array(enough);
    this.#hashes = new Int32Array(enough);
    this.#used = 0;
    for (let at = 0; at < cells.length; at++) if (cells[at]! > 0) this.#put(hashes[at]!, cells[at]! - 1);
  }
}

/** FNV-1a over the characters of a plain name. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** The same over bytes. */
export function hashOfBytes(bytes: Buffer, begins: number, ends: number): number {
  let hash = 0x811c9dc5;
  for (let i = begins; i < ends; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash;
}

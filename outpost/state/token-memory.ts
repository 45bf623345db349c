const sets = 2_500;
const places = 8;
const metPlaces = 65_536;

/**
 * The tokens that were used lately, by the digest of their text: at most 20,000. A digest names a set of eight places by
 * its first characters, and in a full set the one that was unused for longest is given up. It never grows and is never
 * copied, and digests are spread evenly by nature.
 *
 * A token is kept from its second time on: those that come once leave nothing to clear away, and drive out none in use.
 */
export class TokenMemory<Entry extends { readonly digest: string }> {
  readonly #entries = new Array<Entry | null>(sets * places).fill(null);
  /** Of those that came once: a part of the digest of whoever had the place last. */
  readonly #met = new Int32Array(metPlaces);

  get(digest: string): Entry | undefined {
    const first = firstPlace(digest);
    for (let at = first; at < first + places; at++) {
      const entry = this.#entries[at];
      if (!entry) return undefined;
      if (entry.digest !== digest) continue;
      if (at > first) this.#putFirst(first, at, entry);
      return entry;
    }
    return undefined;
  }

  /** For one that is not in it. */
  put(entry: Entry): void {
    if (!this.#meetAgain(entry.digest)) return;
    const first = firstPlace(entry.digest);
    this.#putFirst(first, first + places - 1, entry);
  }

  #meetAgain(digest: string): boolean {
    const place = hashOf(digest, 0) % metPlaces;
    const mark = hashOf(digest, hashed) | 0;
    if (this.#met[place] === mark) return true;
    this.#met[place] = mark;
    return false;
  }

  /** Those before `at` move up by one. */
  #putFirst(first: number, at: number, entry: Entry): void {
    for (let to = at; to > first; to--) this.#entries[to] = this.#entries[to - 1]!;
    this.#entries[first] = entry;
  }
}

function firstPlace(digest: string): number {
  return (hashOf(digest, 0) % sets) * places;
}

/** So many characters are enough to spread them. */
const hashed = 8;

/** FNV-1a over eight characters of it. */
function hashOf(digest: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < from + hashed; i++) hash = Math.imul(hash ^ digest.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

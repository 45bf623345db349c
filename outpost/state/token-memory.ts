const sets = 2_500;
const places = 8;

/**
 * The tokens that were used lately, by the digest of their text: at most 20,000. A digest names a set of eight places by
 * its first characters, and in a full set the one that was unused for longest is given up. It never grows and is never
 * copied, and digests are spread evenly by nature.
 */
export class TokenMemory<Entry extends object> {
  #digests: (string | null)[] = emptyPlaces();
  #entries: (Entry | null)[] = emptyPlaces();

  get(digest: string): Entry | undefined {
    const first = firstPlace(digest);
    for (let at = first; at < first + places; at++) {
      if (this.#digests[at] !== digest) continue;
      const entry = this.#entries[at]!;
      this.#putFirst(first, at, digest, entry);
      return entry;
    }
    return undefined;
  }

  /** For one that is not in it. */
  put(digest: string, entry: Entry): void {
    const first = firstPlace(digest);
    this.#putFirst(first, first + places - 1, digest, entry);
  }

  clear(): void {
    this.#digests = emptyPlaces();
    this.#entries = emptyPlaces();
  }

  /** Those before `at` move up by one. */
  #putFirst(first: number, at: number, digest: string, entry: Entry): void {
    for (let to = at; to > first; to--) {
      this.#digests[to] = this.#digests[to - 1]!;
      this.#entries[to] = this.#entries[to - 1]!;
    }
    this.#digests[first] = digest;
    this.#entries[first] = entry;
  }
}

function emptyPlaces(): null[] {
  return new Array<null>(sets * places).fill(null);
}

/** FNV-1a over its first eight characters. */
function firstPlace(digest: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ digest.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % sets) * places;
}

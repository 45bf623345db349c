const sets = 2_500;
const places = 8;
const metPlaces = 65_536;

/** Bytes of a digest. */
const wide = 32;

/**
 * The tokens that were used lately, by the digest of their text: at most 20,000. A digest names a set of eight places by
 * its first characters, and in a full set the one that was unused for longest is given up. It never grows and is never
 * copied, and digests are spread evenly by nature.
 *
 * A token is kept from its second time on: those that come once leave nothing to clear away, and drive out none in use.
 * Digests lie beside each other, as bytes: they are compared where they lie, and none is an object of its own.
 */
export class TokenMemory<Entry extends object> {
  readonly #digests = new Uint8Array(sets * places * wide);
  readonly #entries = new Array<Entry | null>(sets * places).fill(null);
  /** The moment in which each was used last. */
  readonly #usedIn = new Int32Array(sets * places);
  /** Of those that came once: a part of the digest of whoever had the place last. */
  readonly #met = new Int32Array(metPlaces);

  /** `digest` = as `digestBytes` gives it; `moment` = a number that never falls. */
  get(digest: string, moment: number): Entry | undefined {
    const first = firstPlace(digest);
    for (let at = first; at < first + places; at++) {
      if (!this.#isAt(at, digest)) continue;
      if (this.#usedIn[at] !== moment) this.#usedIn[at] = moment;
      return this.#entries[at] ?? undefined;
    }
    return undefined;
  }

  /** For one that is not in it. */
  put(digest: string, entry: Entry, moment: number): void {
    if (!this.#meetAgain(digest)) return;
    const at = this.#leastUsed(firstPlace(digest));
    for (let i = 0; i < wide; i++) this.#digests[at * wide + i] = digest.charCodeAt(i);
    this.#entries[at] = entry;
    this.#usedIn[at] = moment;
  }

  #isAt(at: number, digest: string): boolean {
    const begins = at * wide;
    for (let i = 0; i < wide; i++) if (this.#digests[begins + i] !== digest.charCodeAt(i)) return false;
    return true;
  }

  /** An empty place of a set, or the one that was used longest ago. */
  #leastUsed(first: number): number {
    let least = first;
    for (let at = first; at < first + places; at++) {
      if (this.#entries[at] === null) return at;
      if (this.#usedIn[at]! < this.#usedIn[least]!) least = at;
    }
    return least;
  }

  #meetAgain(digest: string): boolean {
    const place = hashOf(digest, 0) % metPlaces;
    const mark = hashOf(digest, hashed) | 0;
    if (this.#met[place] === mark) return true;
    this.#met[place] = mark;
    return false;
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

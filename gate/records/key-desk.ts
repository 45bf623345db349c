import { digestKey } from "@/lib/crypto/digest";
import { type KeyFault, readKeyText } from "@/lib/domain/keys/read-key-text";
import type { FeedRow } from "@/lib/services/gate/feed-link";
import { loadKeyRecord } from "@/lib/services/gate/key-records";
import { KeyEntry } from "./key-entry";
import type { Lane } from "./lane";
import { RecordMemory } from "./record-memory";

/** While changes keep pouring in, a reading is repeated so often before it is taken for this one answer. */
const mostReadings = 3;

/** Why there is no record: the text is no whole key, or nobody has it. */
export type Missing =
  | { missing: "malformed"; fault: KeyFault; publicId: string | null }
  | { missing: "unknown"; publicId: string };
export type Found = KeyEntry | Missing;

/**
 * Where a key's record is asked for. Under the lease: memory, then the database, once for all who ask for the same key.
 * Without it: the database, for each request by itself.
 */
export class KeyDesk {
  readonly #holdsLease: () => boolean;
  readonly #memory: RecordMemory;
  readonly #load: (keyText: string) => Promise<KeyEntry["record"] | null>;
  readonly #flights = new Map<string, Promise<KeyEntry | null>>();
  /** Moves with every change of the feed: a reading begun before it may tell of what is no longer so. */
  #epoch = 0;
  /** Lookups under the lease that memory answered, and those that it could not; and lookups without the lease. */
  hits = 0;
  misses = 0;
  unleased = 0;

  constructor(holdsLease: () => boolean, memory = new RecordMemory(), load = loadKeyRecord) {
    this.#holdsLease = holdsLease;
    this.#memory = memory;
    this.#load = load;
  }

  /**
   * What is known of the key with this text; at once where memory may answer, or the text alone does. `who` = the address
   * in whose name the lane is used.
   */
  find(keyText: string, lane: Lane, who: string | null = null): Found | Promise<Found> {
    const leased = this.#holdsLease();
    const digest = leased ? digestKey(keyText) : "";
    const remembered = leased ? this.#memory.get(digest) : undefined;
    if (remembered !== undefined) {
      this.hits += 1;
      return remembered;
    }
    const reading = readKeyText(keyText);
    if (!reading.ok) return { missing: "malformed", fault: reading.fault, publicId: reading.publicId };
    if (leased) this.misses += 1;
    else this.unleased += 1;
    const asked = leased ? this.#fill(keyText, digest, lane, who) : this.#read(keyText, lane, who);
    return asked.then((entry) => entry ?? { missing: "unknown", publicId: reading.parts.publicId });
  }

  /** As the database has it now, whatever is in memory. */
  async findFresh(keyText: string, lane: Lane, who: string | null = null): Promise<Found> {
    const reading = readKeyText(keyText);
    if (!reading.ok) return { missing: "malformed", fault: reading.fault, publicId: reading.publicId };
    return (await this.#read(keyText, lane, who)) ?? { missing: "unknown", publicId: reading.parts.publicId };
  }

  /** Records in memory. */
  get remembered(): number {
    return this.#memory.size;
  }

  apply(changes: readonly FeedRow[]): void {
    this.#turnPage();
    this.#memory.apply(changes);
  }

  forgetAll(): void {
    this.#turnPage();
    this.#memory.forgetAll();
  }

  /** Nobody joins a reading that began before a change, nor is it kept. */
  #turnPage(): void {
    this.#epoch += 1;
    this.#flights.clear();
  }

  #fill(keyText: string, digest: string, lane: Lane, who: string | null): Promise<KeyEntry | null> {
    const underWay = this.#flights.get(digest);
    if (underWay) return underWay;
    const flight = this.#readAndKeep(keyText, digest, lane, who).finally(() => {
      if (this.#flights.get(digest) === flight) this.#flights.delete(digest);
    });
    this.#flights.set(digest, flight);
    return flight;
  }

  /** Unknown keys are not kept: strangers could fill the memory with them. */
  async #readAndKeep(
    keyText: string,
    digest: string,
    lane: Lane,
    who: string | null,
  ): Promise<KeyEntry | null> {
    for (let reading = 1; ; reading++) {
      const epoch = this.#epoch;
      const entry = await this.#read(keyText, lane, who);
      if (epoch === this.#epoch) {
        if (entry) this.#memory.put(digest, entry);
        return entry;
      }
      if (reading === mostReadings) return entry;
    }
  }

  async #read(keyText: string, lane: Lane, who: string | null): Promise<KeyEntry | null> {
    const record = await lane.run(() => this.#load(keyText), who);
    return record && new KeyEntry(record);
  }
}

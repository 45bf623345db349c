/**
 * Key versions by the digest of their text, by public id (what a token names) and by key. They are kept as the lines of
 * the state file, since most keys are seldom asked for: a line is read when somebody does. Replaced, never altered.
 */
import type { SyncedRecord } from "../sync/wire";
import { compactOf, nameIn, recordOf } from "./compact";
import { LinesInMemory } from "./lines-in-memory";
import { Recent } from "./recent";
import { hashOf, hashOfBytes, SlotIndex } from "./slot-index";

const mostRead = 8_000;
/** So many lines that are gone are not worth a tidying. */
const leastGone = 1_000;
const names = ["digest", "publicId", "keyId"] as const;
type Name = (typeof names)[number];

export class Records {
  #lines = new LinesInMemory();
  #by: Record<Name, SlotIndex> = newIndexes();
  #gone = new Set<number>();
  #read = new Recent<number, SyncedRecord>(mostRead);

  /** Takes over the lines of a state file. */
  static of(lines: Buffer): Records {
    const records = new Records();
    records.#lines.addAll(lines);
    for (let line = 0; line < records.#lines.count; line++) records.#index(line);
    return records;
  }

  add(record: SyncedRecord): void {
    const known = this.#find("publicId", record.publicId);
    if (known >= 0) this.#remove(known);
    this.#index(this.#lines.add(JSON.stringify(compactOf(record))));
  }

  /** A key's whole present set of versions; none = it is forgotten. */
  replaceKey(keyId: string, versions: readonly SyncedRecord[]): void {
    for (let line = this.#find("keyId", keyId); line >= 0; line = this.#find("keyId", keyId))
      this.#remove(line);
    for (const version of versions) this.add(version);
    if (this.#gone.size > leastGone && this.#gone.size > this.size) this.#tidy();
  }

  byDigest(digest: string): SyncedRecord | undefined {
    return this.#at(this.#find("digest", digest));
  }

  byPublicId(publicId: string): SyncedRecord | undefined {
    return this.#at(this.#find("publicId", publicId));
  }

  get size(): number {
    return this.#lines.count - this.#gone.size;
  }

  all(): SyncedRecord[] {
    return this.#present().map((line) => this.#at(line)!);
  }

  /** The lines of all records, as they are now: what changes later is not among them. */
  lines(): Buffer[] {
    if (this.#gone.size > 0) this.#tidy();
    return this.#lines.all();
  }

  #at(line: number): SyncedRecord | undefined {
    if (line < 0) return undefined;
    let record = this.#read.get(line);
    if (!record) {
      record = recordOf(JSON.parse(this.#lines.text(line)));
      this.#read.put(line, record);
    }
    return record;
  }

  #find(by: Name, name: string): number {
    return this.#by[by].find(hashOf(name), (line) => {
      const [begins, ends] = this.#name(line, by);
      const page = this.#lines.page(line);
      if (ends - begins !== name.length) return false;
      for (let i = 0; i < name.length; i++) if (page[begins + i] !== name.charCodeAt(i)) return false;
      return true;
    });
  }

  #index(line: number): void {
    for (const name of names) {
      const [begins, ends] = this.#name(line, name);
      if (ends > begins) this.#by[name].add(hashOfBytes(this.#lines.page(line), begins, ends), line);
    }
  }

  #remove(line: number): void {
    for (const name of names) {
      const [begins, ends] = this.#name(line, name);
      if (ends > begins) this.#by[name].remove(hashOfBytes(this.#lines.page(line), begins, ends), line);
    }
    this.#gone.add(line);
  }

  #name(line: number, name: Name): [begins: number, ends: number] {
    return nameIn(this.#lines.page(line), this.#lines.begins(line), names.indexOf(name));
  }

  #present(): number[] {
    return Array.from({ length: this.#lines.count }, (_, line) => line).filter(
      (line) => !this.#gone.has(line),
    );
  }

  /** Leaves out the lines that are gone; those that remain have other numbers from then on. */
  #tidy(): void {
    const kept = new LinesInMemory();
    for (const line of this.#present()) kept.add(this.#lines.text(line));
    this.#lines = kept;
    this.#by = newIndexes();
    this.#gone = new Set();
    this.#read = new Recent(mostRead);
    for (let line = 0; line < kept.count; line++) this.#index(line);
  }
}

function newIndexes(): Record<Name, SlotIndex> {
  return { digest: new SlotIndex(), publicId: new SlotIndex(), keyId: new SlotIndex() };
}

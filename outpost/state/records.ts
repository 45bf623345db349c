import type { SyncedRecord } from "../sync/wire";

/** Key versions by the digest of their text, by public id (what a token names) and by key. Records are replaced, never altered. */
export class Records {
  readonly #byDigest = new Map<string, SyncedRecord>();
  readonly #byPublicId = new Map<string, SyncedRecord>();
  /** Most keys have one version: that one stands by itself. Null until the first change asks: a start need not wait for it. */
  #byKey: ByKey | null = null;

  add(record: SyncedRecord): void {
    if (record.digest !== null) this.#byDigest.set(record.digest, record);
    this.#byPublicId.set(record.publicId, record);
    if (this.#byKey) addByKey(this.#byKey, record);
  }

  /** A key's whole present set of versions; none = it is forgotten. */
  replaceKey(keyId: string, versions: readonly SyncedRecord[]): void {
    if (!this.#byKey) {
      this.#byKey = new Map();
      for (const record of this.#byPublicId.values()) addByKey(this.#byKey, record);
    }
    for (const { digest, publicId } of versionsIn(this.#byKey, keyId)) {
      if (digest !== null) this.#byDigest.delete(digest);
      this.#byPublicId.delete(publicId);
    }
    this.#byKey.delete(keyId);
    for (const version of versions) this.add(version);
  }

  byDigest(digest: string): SyncedRecord | undefined {
    return this.#byDigest.get(digest);
  }

  byPublicId(publicId: string): SyncedRecord | undefined {
    return this.#byPublicId.get(publicId);
  }

  get size(): number {
    return this.#byPublicId.size;
  }

  all(): SyncedRecord[] {
    return [...this.#byPublicId.values()];
  }
}

type ByKey = Map<string, SyncedRecord | readonly SyncedRecord[]>;

function addByKey(byKey: ByKey, record: SyncedRecord): void {
  const others = versionsIn(byKey, record.keyId);
  byKey.set(record.keyId, others.length > 0 ? [...others, record] : record);
}

function versionsIn(byKey: ByKey, keyId: string): readonly SyncedRecord[] {
  const versions = byKey.get(keyId);
  if (versions === undefined) return [];
  return Array.isArray(versions) ? versions : [versions as SyncedRecord];
}

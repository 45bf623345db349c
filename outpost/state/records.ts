import type { SyncedRecord } from "../sync/wire";

/** Key versions by the digest of their text, by public id (what a token names) and by key. Records are replaced, never altered. */
export class Records {
  readonly #byDigest = new Map<string, SyncedRecord>();
  readonly #byPublicId = new Map<string, SyncedRecord>();
  /** Most keys have one version: that one stands by itself. */
  readonly #byKey = new Map<string, SyncedRecord | readonly SyncedRecord[]>();

  add(record: SyncedRecord): void {
    if (record.digest !== null) this.#byDigest.set(record.digest, record);
    this.#byPublicId.set(record.publicId, record);
    const others = this.#versionsOf(record.keyId);
    this.#byKey.set(record.keyId, others.length > 0 ? [...others, record] : record);
  }

  /** A key's whole present set of versions; none = it is forgotten. */
  replaceKey(keyId: string, versions: readonly SyncedRecord[]): void {
    for (const { digest, publicId } of this.#versionsOf(keyId)) {
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

  #versionsOf(keyId: string): readonly SyncedRecord[] {
    const versions = this.#byKey.get(keyId);
    if (versions === undefined) return [];
    return Array.isArray(versions) ? versions : [versions as SyncedRecord];
  }
}

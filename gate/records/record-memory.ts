import type { FeedRow } from "@/lib/services/gate/feed-link";
import type { KeyEntry } from "./key-entry";

/** So many that are in use the hand passes for one newcomer; the next goes anyway. */
const mostSpared = 8;

/**
 * Records by the digest of the key's whole text, at most `limit`. When it is full, a hand goes round and takes out the
 * first that was not used since it last came by. Says nothing about whether it may be believed: that is the lease's matter.
 */
export class RecordMemory {
  readonly #limit: number;
  readonly #byDigest = new Map<string, KeyEntry>();
  /** Most keys have one version in use: that one stands by itself. */
  readonly #digestsOfKey = new Map<string, string | readonly string[]>();
  #hand = this.#byDigest.entries();

  constructor(limit = 200_000) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#byDigest.size;
  }

  get(digest: string): KeyEntry | undefined {
    const entry = this.#byDigest.get(digest);
    if (entry !== undefined) entry.used = true;
    return entry;
  }

  put(digest: string, entry: KeyEntry): void {
    this.#remove(digest);
    while (this.#byDigest.size >= this.#limit) this.#evict();
    this.#byDigest.set(digest, entry);
    const { keyId } = entry.record;
    const digests = this.#digestsOf(keyId);
    this.#digestsOfKey.set(keyId, digests.length > 0 ? [...digests, digest] : digest);
  }

  /** Forgets what the changes are about. */
  apply(changes: readonly FeedRow[]): void {
    for (const { kind, subjectId } of changes) {
      if (kind === "key") for (const digest of this.#digestsOf(subjectId)) this.#byDigest.delete(digest);
      if (kind === "key") this.#digestsOfKey.delete(subjectId);
      if (kind === "workspace") this.#forgetWorkspace(subjectId);
    }
  }

  forgetAll(): void {
    this.#byDigest.clear();
    this.#digestsOfKey.clear();
  }

  #forgetWorkspace(id: string): void {
    for (const [digest, { record }] of this.#byDigest) if (record.workspaceId === id) this.#remove(digest);
  }

  #digestsOf(keyId: string): readonly string[] {
    const digests = this.#digestsOfKey.get(keyId) ?? [];
    return typeof digests === "string" ? [digests] : digests;
  }

  /** The hand goes round and round; an iterator of a Map sees what is added while it is on its way. */
  #evict(): void {
    for (let spared = 0; ; ) {
      const at = this.#hand.next();
      if (at.done) {
        this.#hand = this.#byDigest.entries();
        continue;
      }
      const [digest, entry] = at.value;
      if (!entry.used || spared === mostSpared) {
        this.#remove(digest);
        return;
      }
      entry.used = false;
      spared += 1;
    }
  }

  #remove(digest: string): void {
    const entry = this.#byDigest.get(digest);
    if (!entry) return;
    this.#byDigest.delete(digest);
    const { keyId } = entry.record;
    const rest = this.#digestsOf(keyId).filter((other) => other !== digest);
    if (rest.length > 0) this.#digestsOfKey.set(keyId, rest);
    else this.#digestsOfKey.delete(keyId);
  }
}

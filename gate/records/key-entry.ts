import { endOf } from "@/lib/domain/keys/status";
import type { StoredRecord } from "@/lib/services/gate/key-records";

/** A record in memory, with the part of its answers that never changes written once. */
export class KeyEntry {
  readonly record: StoredRecord;
  /** Set by every use; a sweep of the memory spares whom it finds set. */
  used = true;
  #valid: string | null = null;
  #validBytes = 0;

  constructor(record: StoredRecord) {
    this.record = record;
  }

  /** The `key` of an answer, as JSON. Not kept: a good key's whole answer is, and memory holds very many. */
  get keyJson(): string {
    return describedKey(this.record);
  }

  /** The whole answer for a good key, as JSON. */
  get validJson(): string {
    this.#valid ??= `{"valid":true,"code":"valid","key":${this.keyJson}}`;
    return this.#valid;
  }

  get validLength(): number {
    if (this.#validBytes === 0) this.#validBytes = Buffer.byteLength(this.validJson);
    return this.#validBytes;
  }
}

function describedKey(record: StoredRecord): string {
  return JSON.stringify({
    id: record.keyId,
    public_id: record.publicId,
    version: record.generation,
    kind: record.kind,
    name: record.name,
    environment: record.environment,
    scopes: record.scopes,
    expires_at: endOf(record)?.at.toISOString() ?? null,
    owner: describedOwner(record),
  });
}

/** A personal key's owner is its user, by the role of this moment (null = no member any more); any other's the workspace. */
function describedOwner({ owner, workspaceId, workspaceSlug }: StoredRecord) {
  if (owner === null) return { kind: "workspace", id: workspaceId, slug: workspaceSlug };
  const { userId, email, name, role } = owner;
  return { kind: "user", user_id: userId, email, name, role };
}

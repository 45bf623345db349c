import { endOf } from "@/lib/domain/keys/status";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import type { Counted } from "../usage/usage-counter";

/** A record in memory, with what the gate notes beside it. Memory holds very many: nothing is kept that can be written quickly. */
export class KeyEntry implements Counted {
  readonly record: StoredRecord;
  /** Set by every use; a sweep of the memory spares whom it finds set. */
  used = true;
  /** Its calls since they were last written: the counter's own. */
  tally: Counted["tally"] = null;

  constructor(record: StoredRecord) {
    this.record = record;
  }

  /** The `key` of an answer, as JSON: written by hand, since every good call pays for it. */
  get json(): string {
    const { keyId, publicId, generation, kind, name, environment, scopes } = this.record;
    const end = endOf(this.record);
    return `{"id":"${keyId}","public_id":"${publicId}","version":${generation},"kind":"${kind}","name":${JSON.stringify(name)},"environment":${JSON.stringify(environment)},"scopes":${jsonOfScopes(scopes)},"expires_at":${end === null ? "null" : `"${end.at.toISOString()}"`},"owner":${jsonOfOwner(this.record)}}`;
  }
}

/** Lists of scopes are shared by records that say the same. */
const scopesJson = new WeakMap<readonly string[], string>();

function jsonOfScopes(scopes: readonly string[]): string {
  let json = scopesJson.get(scopes);
  if (json === undefined) {
    json = JSON.stringify(scopes);
    scopesJson.set(scopes, json);
  }
  return json;
}

/** A personal key's owner is its user, by the role of this moment (null = no member any more); any other's the workspace. */
function jsonOfOwner({ owner, workspaceId, workspaceSlug }: StoredRecord): string {
  if (owner === null) return `{"kind":"workspace","id":"${workspaceId}","slug":"${workspaceSlug}"}`;
  const { userId, email, name, role } = owner;
  return JSON.stringify({ kind: "user", user_id: userId, email, name, role: role?.slug ?? null });
}

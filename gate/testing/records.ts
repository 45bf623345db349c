import { randomUUID } from "node:crypto";
import type { StoredRecord } from "@/lib/services/gate/key-records";

/** A good key's record, but for what is given. */
export function recordOf(given: Partial<StoredRecord> = {}): StoredRecord {
  return {
    workspaceId: "00000000-0000-4000-8000-00000000000a",
    workspaceSlug: "acme",
    keyId: randomUUID(),
    versionId: randomUUID(),
    publicId: "0000000000000000",
    generation: 1,
    kind: "access",
    name: "Orders",
    environment: "production",
    scopes: [],
    held: false,
    deleted: false,
    apis: [],
    authType: null,
    activatedAt: new Date(0),
    expiresAt: null,
    rotatesAt: null,
    retiresAt: null,
    revokedAt: null,
    owner: null,
    ...given,
  };
}

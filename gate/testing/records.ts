import { randomUUID } from "node:crypto";
import { goodRecord } from "@/lib/domain/keys/testing/good-record";
import type { StoredRecord } from "@/lib/services/gate/key-records";

/** A good key's record, but for what is given. */
export function recordOf(given: Partial<StoredRecord> = {}): StoredRecord {
  const ids = { keyId: randomUUID(), versionId: randomUUID(), publicId: "0000000000000000" };
  return goodRecord(ids, { workspaceSlug: "acme", owner: null, ...given });
}

import { findPublicId, findRecord, type StoredRecord } from "@/db/queries/key-records";
import { digestOf } from "@/lib/crypto/digest";
import type { WorkspaceId } from "@/lib/domain/brand";
import { database } from "../database";
import { inTime } from "./in-time";

export type { KeyOwner, StoredRecord } from "@/db/queries/key-records";

/** The record of the key whose whole text this is, as the database has it now; null where there is none. */
export function loadKeyRecord(keyText: string): Promise<StoredRecord | null> {
  return inTime(findRecord(database(), digestOf(keyText)));
}

/** For a trusted caller: what its own workspace knows of a public id whose secret did not match. */
export function tracePublicId(
  workspace: WorkspaceId,
  publicId: string,
): Promise<"deleted" | "wrong_secret" | null> {
  return inTime(
    findPublicId(database(), workspace, publicId).then(
      (found) => found && (found.deleted ? "deleted" : "wrong_secret"),
    ),
  );
}

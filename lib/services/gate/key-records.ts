import { findPublicId, findRecords, type StoredRecord } from "@/db/queries/key-records";
import { digestOf } from "@/lib/crypto/digest";
import type { WorkspaceId } from "@/lib/domain/brand";
import { database } from "../database";
import { inTime } from "./in-time";
import { Together } from "./together";

export type { KeyOwner, StoredRecord } from "@/db/queries/key-records";
export { READ_TOGETHER } from "./together";

const readings = new Together<StoredRecord>((digests) =>
  inTime(
    findRecords(
      database(),
      digests.map((digest) => Buffer.from(digest, "hex")),
    ),
  ),
);

/** The record of the key whose whole text this is, as the database has it when this is asked or later; null where there is none. */
export async function loadKeyRecord(keyText: string): Promise<StoredRecord | null> {
  return (await readings.read(digestOf(keyText).toString("hex"))) ?? null;
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

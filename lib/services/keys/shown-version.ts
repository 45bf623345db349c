import type { VersionRow } from "@/db/queries/keys";
import { type Status, versionStatus } from "@/lib/domain/keys/status";

/** A version as a key's page and programs see it: without what its secret could be known by. */
export interface ShownVersion extends Omit<VersionRow, "digest" | "sealedSecret" | "workspaceId" | "keyId"> {
  status: Status;
}

/** `held` = its key has at least one hold. */
export function shownVersion(version: VersionRow, held: boolean, now: Date): ShownVersion {
  const { digest: _, sealedSecret: _s, workspaceId: _w, keyId: _k, ...shown } = version;
  return { ...shown, status: versionStatus(version, held, now) };
}

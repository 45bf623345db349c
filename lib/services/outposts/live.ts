/** What the gate needs to serve Outposts that listen: one reading for all who hear of the same change. */
import { atOneMoment, readStateHeads, versionsOf } from "@/db/queries/outpost-state";
import { findOutpostByToken, readOutpost } from "@/db/queries/outposts";
import type { BundleHead, OutpostVersion } from "@/lib/contracts/outposts";
import { digestOf } from "@/lib/crypto/digest";
import type { WorkspaceId } from "@/lib/domain/brand";
import { isOutpostToken } from "@/lib/domain/outposts/token-text";
import { database } from "../database";
import { inTime } from "../gate/in-time";
import { bundleHeadOf } from "./state-head";
import { endedSince, versionOnWire } from "./version-line";

/** An Outpost that has proven itself by its token. */
export interface KnownOutpost {
  id: string;
  workspaceId: string;
  name: string;
  generation: number;
  /** Tells one token from another. */
  tokenMark: string;
}

/** Whose token this is; null where it is nobody's. Asks the database each time. */
export async function outpostByToken(token: string): Promise<KnownOutpost | null> {
  if (!isOutpostToken(token)) return null;
  const row = await inTime(findOutpostByToken(database(), digestOf(token)));
  return row && known(row);
}

/** The same Outpost as it is now; null where it has been removed. */
export async function outpostNow({ workspaceId, id }: KnownOutpost): Promise<KnownOutpost | null> {
  const row = await inTime(readOutpost(database(), workspaceId as WorkspaceId, id));
  return row && known(row);
}

function known(row: NonNullable<Awaited<ReturnType<typeof readOutpost>>>): KnownOutpost {
  const { id, workspaceId, name, generation, tokenDigest } = row;
  return { id, workspaceId, name, generation, tokenMark: tokenDigest?.toString("base64") ?? "" };
}

/** The present versions of some keys. */
export async function changedKeys(
  workspaceId: string,
  keyIds: readonly string[],
  now: Date,
): Promise<{ keyId: string; versions: OutpostVersion[] }[]> {
  const found = await inTime(versionsOf(database(), workspaceId as WorkspaceId, keyIds, endedSince(now)));
  return keyIds.map((keyId) => ({ keyId, versions: (found.get(keyId) ?? []).map(versionOnWire) }));
}

/** What each of some Outposts is told beside the keys, by its id; one that has been removed is told nothing. */
export async function headsNow(
  workspaceId: string,
  ids: ReadonlySet<string>,
  now: Date,
): Promise<Map<string, BundleHead>> {
  const all = await inTime(
    atOneMoment(database(), (tx) => readStateHeads(tx, workspaceId as WorkspaceId, now)),
  );
  const asked = all.filter(({ outpost }) => ids.has(outpost.id));
  const heads = await Promise.all(asked.map((state) => bundleHeadOf(state, now)));
  return new Map(heads.map((head) => [head.outpost.id, head]));
}

/** What every list of keys reads of a key and its LATEST, joined by `latestVersion`. */
import { type SQL, sql } from "drizzle-orm";
import type { HoldSource } from "@/lib/domain/keys/key-facts";
import type { Status, VersionTimes } from "@/lib/domain/keys/status";
import { holds, keys, keyVersions } from "../schema";
import { statusAt } from "./key-status";
import { versionTimes } from "./version-times";

export interface ListedKey {
  id: string;
  name: string;
  description: string;
  status: Status;
  prefix: string;
  publicId: string;
  tail: string;
  generation: number;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  /** The instants of LATEST, and why the key is suspended: what the rules need to tell which moves are open. */
  latest: VersionTimes;
  holds: HoldSource[];
}

/** The columns of it. */
export function listedKey(now: Date) {
  return {
    id: keys.id,
    name: keys.name,
    description: keys.description,
    status: statusAt(now) as SQL<Status>,
    prefix: keyVersions.prefix,
    publicId: keyVersions.publicId,
    tail: keyVersions.tail,
    generation: keyVersions.generation,
    createdAt: keys.createdAt,
    lastUsedAt: keys.lastUsedAt,
    expiresAt: keys.expiresAt,
    latest: versionTimes,
    holds: sql`array(select ${holds.source} from ${holds} where ${holds.keyId} = ${keys.id})`.mapWith(
      keys.scopes,
    ) as SQL<HoldSource[]>,
  };
}

import type { Db } from "@/db/client";
import { getHub, type HubRow, startHub } from "@/db/queries/hub";
import { digestOf } from "@/lib/crypto/digest";
import { StartupError } from "@/lib/startup-error";
import { findMasterKey, type MasterKeys, makeMasterKey, proofOf, proves } from "./master-key";
import type { HubSettings } from "./settings";
import { setupLink, setupToken } from "./setup-link";

export interface OpenedHub {
  masterKeys: MasterKeys;
  /** The one-time setup link; null once there is an owner. */
  setupLink: string | null;
}

/**
 * Brings database and master key together. An empty database gets a key of its own; over an existing one a key that is
 * missing or another refuses to start, and nothing is made in its place.
 */
export async function openHub(db: Db, settings: HubSettings, now: Date): Promise<OpenedHub> {
  const existing = await getHub(db);
  const found = findMasterKey(settings);
  if (existing) {
    if (!found) throw masterKeyMissing(settings);
    return opened(existing, found, settings);
  }
  const { masterKeys, withdraw } = found ? { masterKeys: found, withdraw() {} } : makeMasterKey(settings);
  const setupDigest = digestOf(setupToken(masterKeys.keys[0], now).reveal());
  const row = await startHub(db, { createdAt: now, masterKeyProof: proofOf(masterKeys), setupDigest });
  try {
    return opened(row, masterKeys, settings);
  } catch (error) {
    // Another instance was first: the key made here a moment ago has sealed nothing.
    withdraw();
    throw error;
  }
}

function opened(row: HubRow, masterKeys: MasterKeys, settings: HubSettings): OpenedHub {
  if (!proves(masterKeys, row.masterKeyProof)) throw masterKeyWrong(masterKeys, settings);
  if (row.setupDoneAt !== null) return { masterKeys, setupLink: null };
  // The link belongs to the key of the hub's first start, whichever version seals today.
  const first = masterKeys.keys.at(-1)!;
  return { masterKeys, setupLink: setupLink(settings.publicUrl, setupToken(first, row.createdAt)) };
}

function masterKeyMissing({ masterKeyFile }: HubSettings): StartupError {
  return new StartupError(
    `The master key is missing (${masterKeyFile}), and the database was sealed with one: put the file back from your backup, or set KEYSMITH_MASTER_KEY.`,
  );
}

function masterKeyWrong({ source }: MasterKeys, settings: HubSettings): StartupError {
  const database = settings.databaseUrl ? "DATABASE_URL points to" : `is in ${settings.dataFolder}`;
  return new StartupError(
    `The master key (${source}) is not the one of the database that ${database}: use the key that belongs to it; nothing has been changed.`,
  );
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseBackup, readBackup } from "@/db/backup";
import { StartupError } from "@/lib/startup-error";
import { openHubDatabase } from "../database";
import { findMasterKey, proves } from "../master-key";
import type { HubSettings } from "../settings";

/** Reads a backup into a hub that is empty and does not run. The master key must be the backup's own. */
export async function restore(
  settings: HubSettings,
  file: string,
  say: (line: string) => void,
): Promise<number> {
  if (!existsSync(file)) throw new StartupError(`There is no file ${file}.`);
  const text = readFileSync(file);
  mustHaveKey(settings, text);
  const stored = await openHubDatabase(settings);
  try {
    const { manifest, rows } = await readBackup(stored.ownerUrl, text);
    say(
      `${rows} rows, as of ${manifest.takenAt}. Keys that were withdrawn after that moment work again: withdraw them anew.`,
    );
    return 0;
  } finally {
    await stored.stop();
  }
}

/** Asked first: a backup under another key would be a hub that never starts. */
function mustHaveKey(settings: HubSettings, text: Buffer): void {
  const { manifest, sections } = parseBackup(text);
  const columns = manifest.tables.find((table) => table.name === "hub")?.columns ?? [];
  const row = sections.get("hub")?.toString("utf8").trimEnd().split("\t") ?? [];
  const proof = row[columns.indexOf("master_key_proof")] ?? "";
  const keys = findMasterKey(settings);
  if (keys && proves(keys, proof)) return;
  const place = settings.masterKey ? "KEYSMITH_MASTER_KEY" : join(settings.masterKeyFile);
  throw new StartupError(
    `The master key (${place}) is ${keys ? "not the one of this backup" : "missing"}: put the key there that belongs to the backup, then restore.`,
  );
}

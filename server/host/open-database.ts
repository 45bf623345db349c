import { existsSync } from "node:fs";
import { createClient } from "@/db/client";
import { databaseName, loadCredentials, roles, socketUrl } from "@/db/embedded/credentials";
import { foldersIn, notedSocketFolder, port } from "@/db/embedded/folders";
import { StartupError } from "@/lib/startup-error";
import { type HubDatabase, openHubDatabase } from "../database";
import type { HubSettings } from "../settings";

/**
 * The database of the hub on this host, for a command: the user's own, that of the running hub, or else the one in the
 * data folder, started for as long as the command takes.
 */
export async function openHostDatabase(settings: HubSettings): Promise<HubDatabase> {
  if (settings.databaseUrl) return openHubDatabase(settings);
  const folders = foldersIn(settings.dataFolder);
  if (!existsSync(folders.cluster))
    throw new StartupError(
      `There is no hub in ${settings.dataFolder}: set KEYSMITH_DATA to its data folder.`,
    );
  const running = await runningDatabase(folders);
  if (!running) return openHubDatabase(settings);
  return { ...running, description: "the running hub's", stop: async () => {}, onLost: () => {} };
}

/** The addresses of a server that runs already; null where none answers. */
async function runningDatabase(
  folders: ReturnType<typeof foldersIn>,
): Promise<Pick<HubDatabase, "runUrl" | "ownerUrl"> | null> {
  const socketDir = notedSocketFolder(folders.cluster);
  if (!socketDir) return null;
  const passwords = loadCredentials(folders.credentials, true);
  const [runUrl, ownerUrl] = (["runner", "owner"] as const).map((who) =>
    socketUrl({ role: roles[who], password: passwords[who], database: databaseName, socketDir, port }),
  ) as [string, string];
  const sql = createClient(runUrl, { max: 1, connectTimeoutSeconds: 2 });
  try {
    await sql`select 1`;
    return { runUrl, ownerUrl };
  } catch {
    return null;
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

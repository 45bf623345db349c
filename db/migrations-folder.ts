import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartupError } from "@/lib/startup-error";

/** The folder of migrations, found from the sources as well as from the bundled program in dist/. */
export function migrationsFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, "db", "migrations");
    if (existsSync(join(candidate, "meta", "_journal.json"))) return candidate;
    if (folder === dirname(folder)) break;
  }
  throw new StartupError(
    "The database migrations (db/migrations) are missing from this copy of Keysmith: unpack it again, whole.",
  );
}

/** `npm run host -- ...`: commands on the host's own data. They need no key and no session: who has the files has the hub. */
import { parseArgs } from "node:util";
import { INTERNAL } from "@/lib/config";
import { closeDatabase } from "@/lib/services/database";
import { StartupError } from "@/lib/startup-error";
import { sentenceOf } from "../failure";
import { readSettings } from "../settings";
import { auditVerify } from "./audit-verify";
import { backup } from "./backup";
import { openHostDatabase } from "./open-database";
import { restore } from "./restore";

const usage = `Commands on this host's data:
  npm run host -- audit verify [--workspace slug]   checks that no entry of the audit log was changed or removed
  npm run host -- backup FILE                       writes the whole database into one file
  npm run host -- restore FILE                      reads it into an empty hub that is not running
`;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { workspace: { type: "string" }, help: { type: "boolean" } },
  });
  const [command, argument, ...rest] = positionals;
  if (values.help || command === undefined) {
    say(usage);
    return 0;
  }
  if (rest.length > 0 || argument === undefined) throw new StartupError(usage);
  process.env[INTERNAL.process] = "host";
  const settings = readSettings(process.env);
  if (command === "restore") return restore(settings, argument, say);
  if (command !== "backup" && !(command === "audit" && argument === "verify")) throw new StartupError(usage);
  const stored = await openHostDatabase(settings);
  process.env[INTERNAL.runUrl] = stored.runUrl;
  try {
    if (command === "backup") return await backup(stored.ownerUrl, argument, say);
    return (await auditVerify(values.workspace ?? null, say)) ? 0 : 1;
  } finally {
    await closeDatabase();
    await stored.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  },
);

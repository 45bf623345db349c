/** The import table of the house, kept true. An offence planted on purpose proves that the check bites. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Room -> rooms that it may import. `lib` stands for the files directly in lib/: configuration, log, messages. */
const TABLE: Record<string, string[]> = {
  "lib/domain": [],
  "lib/contracts": ["lib/domain"],
  "lib/crypto": ["lib/domain"],
  db: ["lib/domain", "lib"],
  "lib/auth": ["db", "lib/domain", "lib"],
  "lib/services": ["lib/domain", "lib/contracts", "lib/crypto", "db", "lib"],
  "lib/entry": ["lib/services", "lib/auth", "lib/contracts", "lib/domain", "lib"],
  components: ["lib/contracts", "lib/domain", "lib/messages"],
  app: ["components", "lib/entry", "lib/services", "lib/contracts", "lib/domain", "lib", "lib/auth/client"],
  gate: ["lib/entry", "lib/services", "lib/contracts", "lib/domain", "lib/crypto", "lib"],
  outpost: [
    "lib/domain",
    "lib/contracts",
    "lib/crypto",
    "lib/verdict-messages",
    "lib/settle-answers",
    "lib/startup-error",
    "lib/whole-answer",
  ],
  lib: ["lib/domain", "lib/contracts"],
};

/** A package -> the only rooms that may know it. */
const DOORS: Record<string, string[]> = {
  "drizzle-orm": ["db"],
  postgres: ["db"],
  "next-auth": ["lib/auth"],
  jose: ["lib/crypto", "outpost"],
  undici: ["outpost"],
};

/** The present time is read at the doors alone; the wiring of server/ and the supervision of processes are no rules. */
const CLOCKLESS = [
  "lib/domain",
  "lib/contracts",
  "lib/crypto",
  "lib/services",
  "lib/auth",
  "db/queries",
  "db/schema",
  "gate",
  "app",
  "outpost/token",
  "outpost/state",
  "outpost/sync",
  "outpost/serve",
];
const CLOCK = /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bnow\(\)\s*::|sql`[^`]*\bnow\(\)/;

/** Browsers know it over https alone, and a hub may be opened over plain http: a page that asks for it breaks there. */
const ONLY_OVER_HTTPS = /\bcrypto\.(randomUUID|subtle)\b/;

function roomOf(path: string): string {
  const rooms = Object.keys(TABLE).sort((a, b) => b.length - a.length);
  return rooms.find((room) => path === room || path.startsWith(`${room}/`)) ?? path.split("/")[0]!;
}

function offences(path: string, source: string): string[] {
  const room = roomOf(path);
  const found: string[] = [];
  for (const [, name] of source.matchAll(/(?:from|import\(|import)\s*["']([^"']+)["']/g)) {
    const target = name!.startsWith("@/")
      ? name!.slice(2)
      : name!.startsWith(".")
        ? normalize(join(dirname(path), name!))
        : null;
    if (target === null) {
      const bare = name!.replace(/^(@[^/]+\/[^/]+|[^/]+).*/, "$1");
      const doors = Object.hasOwn(DOORS, bare) ? DOORS[bare] : undefined;
      if (doors && !doors.includes(room))
        found.push(`${path} imports ${bare}, which only ${doors.join(", ")} may know`);
      continue;
    }
    const other = roomOf(target);
    const allowed = TABLE[room];
    if (!allowed || other === room) continue;
    if (!allowed.includes(other) && !allowed.includes(target))
      found.push(`${path} imports ${target}, but ${room} may not know ${other}`);
  }
  if (CLOCKLESS.some((clockless) => path.startsWith(`${clockless}/`)) && CLOCK.test(source))
    found.push(`${path} reads the clock`);
  if (["app", "components"].includes(room) && ONLY_OVER_HTTPS.test(source))
    found.push(`${path} asks the browser for what it has over https alone`);
  return found;
}

function sources(): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.ts", "*.tsx"],
    { cwd: root, encoding: "utf8" },
  );
  return listed
    .split("\n")
    .filter((path) => path && !/\.test\.tsx?$|\/testing\//.test(path) && roomOf(path) in TABLE);
}

describe("the import table", () => {
  test("holds in every file", () => {
    const all = sources().flatMap((path) => {
      try {
        return offences(path, readFileSync(join(root, path), "utf8"));
      } catch {
        return []; // listed but deleted in the working tree
      }
    });
    expect(all).toEqual([]);
  });

  test.each([
    ["a rule that imports the database", "lib/domain/keys/x.ts", 'import { keys } from "@/db/schema";'],
    ["a rule that asks the time", "lib/domain/keys/x.ts", "export const late = () => Date.now();"],
    ["a page with SQL", "app/page.tsx", 'import { sql } from "drizzle-orm";'],
    [
      "a page that reaches past the services",
      "app/page.tsx",
      'import { listKeys } from "@/db/queries/key-list";',
    ],
    [
      "a component that runs a service",
      "components/ui/x.tsx",
      'import { runCommand } from "@/lib/services/run-command";',
    ],
    ["a gate with SQL", "gate/x.ts", 'import postgres from "postgres";'],
    ["a relative way around", "gate/verifier/x.ts", 'import { db } from "../../db/client";'],
    [
      "an Outpost that knows the hub",
      "outpost/x.ts",
      'import { findRecord } from "@/db/queries/key-records";',
    ],
    ["an Outpost's verdict that asks the time", "outpost/state/x.ts", "export const at = () => Date.now();"],
    ["a service that knows cookies", "lib/services/x.ts", 'import { getServerSession } from "next-auth";'],
    [
      "a query that trusts the database's clock",
      "db/queries/x.ts",
      "const q = sql`select * from keys where expires_at < now()`;",
    ],
    ["a form that breaks over plain http", "app/x.tsx", "const key = crypto.randomUUID();"],
  ])("bites on %s", (_, path, source) => {
    expect(offences(path, source)).toHaveLength(1);
  });
});

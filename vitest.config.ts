import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = { "@": root.replace(/\/$/, "") };
const never = ["**/node_modules/**", "dist/**", ".next/**", "e2e/**", "data/**"];
const report = process.env.KEYSMITH_TEST_REPORT;

/**
 * How long a fact is waited for that somebody else brings about, where the test promises no time of its own. A gate
 * writes what it has counted once a second: vitest's own patience of a second ran out just as that came.
 */
const patience = { poll: { timeout: 10_000 } };

/** Files that take longest, whatever their size: begun last, one of them would leave the other workers idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/matrix\/|-list\.db\.|supervision/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * `unit`: pure and quick. `database`: on a real PostgreSQL, each file on databases of its own. `hub`: starts and kills
 * the built program.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    // Database tests wait more than they compute.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: report ? ["default", "json"] : ["default"],
    ...(report && { outputFile: { json: report } }),
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          // A process for each file would take longer to start than most of them take to run.
          isolate: false,
          include: ["**/*.test.ts", "**/*.test.tsx"],
          // Property tests run thousands of cases, one packs and installs a package; a busy machine must not fail them.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: patience,
          exclude: [...never, "**/*.db.test.ts", "**/*.hub.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: never,
          globalSetup: ["db/testing/global-setup.ts"],
          expect: patience,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "hub",
          include: ["**/*.hub.test.ts"],
          exclude: never,
          // They wait for processes to come and go.
          maxWorkers: 2,
          // After the others, where all are run together.
          sequence: { groupOrder: 1 },
          expect: patience,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { tallyVitest } from "./reports.mjs";
import { root } from "./root.mjs";
import { runTool } from "./run.mjs";

/** Lint, types and unit tests. Returns what passed and failed; lint and types count as one each when they fail. */
export async function check() {
  const lint = await runTool("biome", ["check", "."]);
  const types = await checkTypes();
  const unit = await vitest("unit");
  const broken = [lint, types].filter((code) => code !== 0).length;
  if (lint !== 0) console.log("Lint failed (npm run format puts most of it right).");
  if (types !== 0) console.log("Types failed.");
  return { passed: unit.passed, failed: unit.failed + broken };
}

async function checkTypes() {
  // The framework's declarations are generated, not kept in the repository.
  if (!existsSync(join(root, "next-env.d.ts"))) {
    await runTool("next", ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  }
  return runTool("tsc", ["--noEmit", "-p", "."]);
}

/** Runs one project of vitest.config.ts. */
export function vitest(project) {
  return tallyVitest((report) =>
    runTool("vitest", ["run", "--project", project], { KEYSMITH_TEST_REPORT: report, NODE_ENV: "test" }),
  );
}

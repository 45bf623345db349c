import { existsSync } from "node:fs";
import { join } from "node:path";
import { brokenOff, tallyVitest } from "./reports.mjs";
import { root } from "./root.mjs";
import { run, runTool } from "./run.mjs";

/** Lint, types, claims and unit tests, each with its tally. All but the tests count as one each when they fail. */
export async function check() {
  const lint = await runTool("biome", ["check", "."]);
  const types = await checkTypes();
  const claims = await run(process.execPath, [join(root, "e2e", "mission.mjs"), "--faults"]);
  const unit = await vitest("unit");
  const broken = [];
  if (lint !== 0) broken.push(brokenOff("Lint", "npm run format puts most of it right."));
  if (types !== 0) broken.push(brokenOff("Types", "The compiler's output above says where."));
  if (claims !== 0) broken.push(brokenOff("Mission", "A claim of docs/mission-claims.txt has no proof."));
  return [...broken, unit];
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

import { ensureBuilt } from "./build.mjs";
import { check, vitest } from "./check.mjs";
import { tallyPlaywright } from "./reports.mjs";
import { runTool } from "./run.mjs";

/** Everything: lint, types, claims, unit and database tests, the build, the tests of the built hub, and the journeys. */
export async function test(args) {
  const tallies = [await check(), await vitest("database"), await builtHub(), await journeys(args)];
  const sum = (name) => tallies.reduce((total, tally) => total + tally[name], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0 ? 0 : 1;
}

async function builtHub() {
  try {
    await ensureBuilt();
    return await vitest("hub");
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

async function journeys(args) {
  try {
    await ensureBuilt();
    const { ensureBrowser } = await import("../../e2e/browser.mjs");
    const browser = await ensureBrowser();
    return await tallyPlaywright((report) =>
      runTool("playwright", ["test", "--config=playwright.config.ts", "--reporter=list,json", ...args], {
        KEYSMITH_BROWSER: browser,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      }),
    );
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

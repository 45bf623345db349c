import { ensureBuilt } from "./build.mjs";
import { check, vitest } from "./check.mjs";
import { brokenOff, conclusion, tallyPlaywright } from "./reports.mjs";
import { runTool } from "./run.mjs";

/** Everything: lint, types, claims, unit and database tests, the build, the tests of the built hub, and the journeys. */
export async function test(args) {
  const tallies = [...(await check()), await vitest("database"), await builtHub(), await journeys(args)];
  console.log(`\n${conclusion(tallies)}`);
  return tallies.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function builtHub() {
  try {
    await ensureBuilt();
    return await vitest("hub");
  } catch (error) {
    return brokenOff("The tests of the built hub", error.message);
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
    return brokenOff("The journeys", error.message);
  }
}

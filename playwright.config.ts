import { defineConfig } from "@playwright/test";
import { launchOptions } from "./e2e/browser.mjs";

/**
 * Journeys and protocol checks against one real hub, which the global setup starts. `first-run` makes the owner and
 * the members, by the screens that people use; everything else stands on that.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/harness/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 40_000,
  expect: { timeout: 7_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: launchOptions(),
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "first-run", testMatch: "first-run.spec.ts" },
    // Each file of it is one long piece of work: begun last, it would leave the other worker idle.
    { name: "matrix", testMatch: "matrix/*.spec.ts", dependencies: ["first-run"] },
    { name: "journeys", testIgnore: ["first-run.spec.ts", "matrix/*.spec.ts"], dependencies: ["first-run"] },
  ],
});

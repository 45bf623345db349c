// biome-ignore-all lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { expect } from "./expect";
import { type Faults, watchFaults } from "./faults";
import { type Gate, gateAt } from "./gate";
import { type Mint, openMint } from "./mint";
import type { Who } from "./people";
import { cookiesOf, hubUrl } from "./run";

interface Fixtures {
  faults: Faults & { watch(context: BrowserContext): void };
  /** A page of somebody else, in a browser of their own. "stranger" has no session. */
  as: (who: Who | "stranger", options?: BrowserContextOptions) => Promise<Page>;
  /** The gate, as programs call it. */
  gate: Gate;
  /** Makes a key by one request; for tests that are not about its creation. */
  mint: Mint;
  /** A name that nothing else in the run has. */
  unique: (base: string) => string;
}

/** Every test starts as the owner, signed in; console errors, policy violations and answers of 5xx fail it. */
export const test = base.extend<Fixtures, { openedMint: Mint }>({
  baseURL: async ({}, use) => use(hubUrl()),
  storageState: async ({}, use) => use(cookiesOf("owner")),
  faults: [
    async ({}, use) => {
      const faults = watchFaults();
      await use(faults);
      expect(faults.unexpected(), "faults in the browser").toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, faults }, use) => {
    faults.watch(context);
    await use(context);
  },
  as: async ({ browser, faults, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who, options) => {
      const storageState = who === "stranger" ? { cookies: [], origins: [] } : cookiesOf(who);
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: hubUrl(),
        storageState,
        ...options,
      });
      faults.watch(context);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  gate: async ({}, use) => use(gateAt(hubUrl())),
  openedMint: [
    async ({ browser }, use) => {
      const { mint, close } = await openMint(browser);
      await use(mint);
      await close();
    },
    { scope: "worker" },
  ],
  mint: async ({ openedMint }, use) => use(openedMint),
  unique: async ({}, use, info) => {
    let count = 0;
    await use((name) => `${name} ${info.workerIndex}${info.testId.slice(-5)}${count++}`);
  },
});

export { expect };

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { RunOptions } from "axe-core";
import { expect } from "./expect";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** All that a theme can break: the page is the same, its colours are others. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * The page as it is now, in both themes; a table that is being filled anew is faint until it is, and waited for. `rules` of
 * good practice, none of WCAG's, that do not hold where this is asked.
 */
export async function expectClean(page: Page, what: string, rules: string[] = []): Promise<void> {
  await expect(page.locator("[aria-busy=true]:has(table)")).toHaveCount(0);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectNothing(page, `${what}, dark`, { runOnly: { type: "rule", values: OF_COLOURS } });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const off = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
  await expectNothing(page, `${what}, light`, { runOnly: { type: "tag", values: WCAG }, rules: off });
}

async function expectNothing(page: Page, what: string, options: RunOptions): Promise<void> {
  const found = (await violations(page, options)).map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary}`).join("\n")}`,
  );
  expect(found, `${what} at ${page.url()}`).toEqual([]);
}

declare global {
  interface Window {
    axe?: typeof import("axe-core");
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe is brought to a page once, however often it looks: to be read anew takes a browser longer than most looks. */
async function violations(page: Page, options: RunOptions) {
  expect(page.frames(), "axe looks at one frame").toHaveLength(1);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (asked) => (await window.axe!.run(document, asked)).violations, {
    ...options,
    resultTypes: ["violations" as const],
  });
}

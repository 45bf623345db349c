import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./expect";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** All that a theme can break: the page is the same, its colours are others. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** The page as it is now, in both themes. `rules` of good practice, none of WCAG's, that do not hold where this is asked. */
export async function expectClean(page: Page, what: string, rules: string[] = []): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectNothing(page, `${what}, dark`, axeOf(page).withRules(OF_COLOURS));
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectNothing(page, `${what}, light`, axeOf(page).withTags(WCAG).disableRules(rules));
}

/** Without frames of other sites, of which there are none: a run needs no blank page beside this one. */
const axeOf = (page: Page) =>
  new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);

async function expectNothing(page: Page, what: string, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary}`).join("\n")}`,
  );
  expect(found, `${what} at ${page.url()}`).toEqual([]);
}

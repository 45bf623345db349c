import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** `rules` of good practice, none of WCAG's, that do not hold where this is asked. */
export async function expectClean(page: Page, what: string, rules: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).disableRules(rules).analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary}`).join("\n")}`,
  );
  expect(found, what).toEqual([]);
}

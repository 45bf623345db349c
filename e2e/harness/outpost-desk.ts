/** The Outposts of Settings > Agent Integrations, as people keep them. */
import type { Locator, Page } from "@playwright/test";
import { expect } from "./expect";

export const outpostsSection = (page: Page) => page.getByRole("region", { name: "Outposts" });

/** Fills the dialog in; gives it, and the token out of the command that it shows. `api` = as the dialog names it. */
export async function enrolOutpost(
  page: Page,
  name: string,
  api?: string,
): Promise<{ dialog: Locator; token: string }> {
  await outpostsSection(page).getByRole("button", { name: "Enrol Outpost" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Environment").selectOption("production");
  if (api !== undefined) await dialog.getByLabel("API", { exact: true }).selectOption({ label: api });
  await dialog.getByRole("button", { name: "Enrol", exact: true }).click();
  return { dialog, token: await shownToken(dialog) };
}

/** The token out of the command that is shown once. */
export async function shownToken(dialog: Locator): Promise<string> {
  const command = dialog.getByRole("alert").filter({ hasText: "shown only once" }).locator("[data-secret]");
  await expect(command).toHaveText(
    /^keysmith-outpost --hub \S+ --token ks_oproduction_\w+ --upstream \S+( --api [a-z0-9-]+)?$/,
  );
  return /--token (\S+)/.exec((await command.textContent()) ?? "")?.[1] ?? "";
}

/** Picks from an Outpost's menu. */
export async function chooseOf(page: Page, name: string, entry: string): Promise<void> {
  await outpostsSection(page)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** What key sets come from, made on the screens: policy templates, APIs, an application and its subscriptions. */

import type { Page } from "@playwright/test";
import { choose, press } from "@/e2e/harness/catalog-workspace";
import { expect } from "@/e2e/harness/expect";

export const AUTH_TYPES = ["API key", "OAuth 2 client credentials", "Basic"] as const;
export interface KeySet {
  id: string;
  type: (typeof AUTH_TYPES)[number];
}
export interface Subscribed {
  subscription: string;
  /** By which programs name the API. */
  slug: string;
  sets: KeySet[];
}

export async function makeTemplate(page: Page, name: string, retrievable: boolean): Promise<void> {
  await page.goto("/admin/policy-templates/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("checkbox", { name: "Retrievable credentials" }).setChecked(retrievable);
  await press(page, "Create policy template");
  await expect(page).toHaveURL(/\/admin\/policy-templates$/);
}

/** In production, by each authentication type, and approved without anybody's doing. */
export async function makeApi(page: Page, name: string, template: string): Promise<string> {
  await page.goto("/catalog");
  await page.getByRole("button", { name: "Add API" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Version").fill("1");
  await dialog.getByRole("checkbox", { name: "production" }).check();
  for (const type of AUTH_TYPES) {
    await dialog.getByRole("checkbox", { name: type }).check();
    await dialog.getByLabel(`Policy template for ${type}`).selectOption({ label: template });
  }
  await dialog.getByRole("radio", { name: "Automatic" }).check();
  await press(dialog, "Add API");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  return new URL(page.url()).pathname.split("/").at(-1)!;
}

export async function makeApplication(page: Page, name: string): Promise<void> {
  await page.goto("/applications");
  await page
    .getByRole("button", { name: /^Create (the first )?application$/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await press(dialog, "Create");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

/** Subscribes an application to an API; gives the key sets that it brought. */
export async function subscribe(
  page: Page,
  apiId: string,
  application: string,
): Promise<Omit<Subscribed, "slug">> {
  const { dialog } = await choose(page, { apiId, application, environment: "production" });
  await press(dialog, "Subscribe");
  await expect(dialog).toContainText("The subscription is active");
  const sets: KeySet[] = [];
  for (const type of AUTH_TYPES) {
    const link = dialog.getByRole("link", { name: `${type} - ${application}` });
    sets.push({ type, id: (await link.getAttribute("href"))!.split("/").at(-1)! });
  }
  await dialog.getByRole("link", { name: "Open the subscription" }).click();
  await expect(page).toHaveURL(/\/subscriptions\/[0-9a-f-]{36}$/);
  return { subscription: page.url().split("/").at(-1)!, sets };
}

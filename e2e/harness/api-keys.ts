import type { Locator, Page } from "@playwright/test";
import { expect } from "./expect";

export const API_KEYS = "/profile/api-keys";

/** Opens Create new API key on the page of one's own keys. */
export async function openCreateApiKey(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create new API key" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Create new API key" })).toBeVisible();
  return dialog;
}

/** Creates a personal key and stays at the alert that shows its value. */
export async function issueApiKey(
  page: Page,
  name: string,
  expires?: string,
): Promise<{ dialog: Locator; secret: string }> {
  const dialog = await openCreateApiKey(page);
  await dialog.getByLabel("Name").fill(name);
  if (expires) await dialog.getByLabel("Expires").selectOption({ label: expires });
  await dialog.getByRole("button", { name: "Save" }).click();
  return { dialog, secret: await shownApiKey(dialog) };
}

/** The whole value, out of the green alert. */
export async function shownApiKey(dialog: Locator): Promise<string> {
  const value = dialog.getByRole("alert").filter({ hasText: "shown only once" }).locator("[data-secret]");
  await expect(value).toHaveText(/^ks_p_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
  return (await value.textContent()) ?? "";
}

/** Creates a personal key and closes its dialog; returns the whole value. */
export async function createApiKey(page: Page, name: string, expires?: string): Promise<string> {
  if (new URL(page.url(), "http://nowhere").pathname !== API_KEYS) await page.goto(API_KEYS);
  const { dialog, secret } = await issueApiKey(page, name, expires);
  await leaveApiKey(dialog);
  return secret;
}

/** Closes the dialog of a value that nobody needs to copy. */
export async function leaveApiKey(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.getByRole("button", { name: "Close without copying" }).click();
  await expect(dialog).toBeHidden();
}

/** The table's row of a personal key. */
export function apiKeyRow(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
}

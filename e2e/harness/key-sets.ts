/** Key sets, made by calls as a program makes them, and looked at on their pages. */
import type { Locator, Page } from "@playwright/test";
import { createClient } from "@/db/client";
import { type Catalog, openCatalog } from "./catalog";
import { databaseUrl } from "./database-url";
import { expect } from "./expect";
import { test as base } from "./test";

export const KEYS = "/workspace/keys";
export const DAY_MS = 86_400_000;

/** The catalog as a program keeps it, by a key that may. */
export const test = base.extend<{ catalog: Catalog }>({
  catalog: async ({ gate, mint, unique }, use) => use(await openCatalog(mint, gate, unique)),
});

/** A button of the page by its whole name. */
export const action = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Changes the dates of a key set's LATEST, as if time had passed. Do it before the gate has read the key. */
export async function redate(
  id: string,
  dates: { activatedMs?: number; rotatesMs?: number; expiresMs?: number },
): Promise<void> {
  const owner = createClient(databaseUrl("owner"), { max: 1 });
  const at = (ms: number | undefined) => (ms === undefined ? null : new Date(Date.now() + ms));
  const { activatedMs, rotatesMs, expiresMs } = dates;
  await owner`update key_versions set
    activated_at = coalesce(${at(activatedMs)}::timestamptz, activated_at),
    rotates_at = coalesce(${at(rotatesMs)}::timestamptz, rotates_at),
    expires_at = coalesce(${at(expiresMs)}::timestamptz, expires_at)
    where key_id = ${id} and latest`;
  await owner.end();
}

export async function openKeySet(page: Page, id: string): Promise<void> {
  await page.goto(`${KEYS}/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** *Retrieve Credentials* on a key set's page; returns the secret among them. */
export async function retrieve(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Retrieve Credentials" }).click();
  const dialog = page.getByRole("dialog");
  const secret = await shownCredential(dialog);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return secret;
}

export async function shownCredential(dialog: Locator): Promise<string> {
  const value = dialog.locator("[data-secret]");
  await expect(value).toHaveText(/^ks_s[a-z]+_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
  return (await value.textContent()) ?? "";
}

/** A milestone of the timeline: "Rotation", "Revocation of key 1". */
export function milestone(page: Page, title: string): Locator {
  return page
    .getByRole("region", { name: "Event milestones" })
    .getByRole("listitem")
    .filter({ has: page.getByText(title, { exact: true }) });
}

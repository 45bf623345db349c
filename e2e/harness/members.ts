import type { Locator, Page } from "@playwright/test";
import { expect } from "./expect";
import { PASSWORD } from "./people";

export const MEMBERS = "/settings/members";

/** Invites somebody on the Members page; returns the link, which is shown once. */
export async function inviteMember(page: Page, email: string, role: string): Promise<string> {
  await page.goto(MEMBERS);
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite member" });
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole("button", { name: "Create invitation" }).click();
  const created = page.getByRole("dialog", { name: "Invitation created" });
  const link = (await created.locator("pre").textContent()) ?? "";
  await created.getByRole("button", { name: "Done" }).click();
  await expect(created).toBeHidden();
  return link.trim();
}

/** Opens an invitation link as somebody new, and joins. */
export async function acceptInvitation(page: Page, link: string, person: { name: string }): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.waitForURL((url) => url.pathname !== "/invitation");
}

/** The row of a member. */
export function memberRow(page: Page, name: string): Locator {
  return page
    .getByRole("table", { name: "Members" })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name }) });
}

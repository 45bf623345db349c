import type { Page } from "@playwright/test";
import { findKey, knowing, openKey, rowOf } from "./harness/keys";
import { expect, test } from "./harness/test";

/** From here on, time in the page passes only as the test says. */
async function holdTime(page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
}

test("[0-15] [0-16] [0-17] the trash turns to Confirm, and Confirm within 2 seconds deletes and revokes at once", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Trash");
  const secret = await mint({ name });
  expect((await gate.whoami(secret)).status).toBe(200);
  await page.clock.install();
  const row = await findKey(page, name);
  await holdTime(page);
  await row.getByRole("button", { name: `Delete key ${name}` }).click();
  const confirm = row.getByRole("button", { name: `Confirm: Delete key ${name}` });
  await expect(confirm).toHaveText("Confirm");
  await expect(page.locator("[data-announcer]")).toContainText("press Confirm within 2 seconds");
  await page.clock.runFor(1_990);
  await confirm.click();
  await page.clock.resume();
  await expect(page.getByText("Refused at 1 of 1 gate")).toBeVisible();
  expect((await gate.whoami(secret)).status).toBe(401);
  await expect(row).toBeHidden();
  await expect(page.getByText("No key matches these filters.")).toBeVisible();
});

test("[0-16] Confirm turns back after exactly 2 seconds, and the key lives", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Hesitation");
  const secret = await mint({ name });
  await page.clock.install();
  const row = await findKey(page, name);
  await holdTime(page);
  const trash = row.getByRole("button", { name: `Delete key ${name}`, exact: true });
  await trash.click();
  await page.clock.runFor(1_999);
  await expect(row.getByRole("button", { name: /^Confirm/ })).toBeVisible();
  await page.clock.runFor(1);
  await expect(row.getByRole("button", { name: /^Confirm/ })).toBeHidden();
  await expect(trash).toBeVisible();
  expect((await gate.whoami(secret)).status).toBe(200);
});

test("a double click on the trash is one click", async ({ page, gate, mint, unique }) => {
  const name = unique("Twitch");
  const secret = await mint({ name });
  await page.clock.install();
  const row = await findKey(page, name);
  await holdTime(page);
  await row.getByRole("button", { name: `Delete key ${name}` }).dblclick();
  await expect(row.getByRole("button", { name: /^Confirm/ })).toBeVisible();
  await page.clock.runFor(2_000);
  await page.clock.resume();
  await page.reload();
  await expect(rowOf(page, name)).toContainText("Active");
  expect((await gate.whoami(secret)).status).toBe(200);
});

test("by keyboard the trash opens a dialog without a time limit, with the focus on Cancel", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Typed");
  const secret = await mint({ name });
  const row = await findKey(page, name);
  const trash = row.getByRole("button", { name: `Delete key ${name}` });
  await trash.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(`Delete ${name}?`);
  await expect(dialog).toContainText("Deleting revokes it at once");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(trash).toBeFocused();
  expect((await gate.whoami(secret)).status).toBe(200);
  await page.keyboard.press("Enter");
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Delete key" }).press("Enter");
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(secret)).status).toBe(401);
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await expect(row).toBeHidden();
});

test("after a deletion the focus is on the next row", async ({ page, mint, unique }) => {
  const base = unique("Row");
  for (const letter of ["A", "B", "C"]) await mint({ name: `${base} ${letter}` });
  await page.goto(`/settings/workspace/access-keys?q=${encodeURIComponent(base)}&sort=name&order=asc`);
  const row = rowOf(page, `${base} B`);
  await row.getByRole("button", { name: `Delete key ${base} B` }).click();
  await row.getByRole("button", { name: /^Confirm/ }).click();
  await expect(row).toBeHidden();
  await expect(rowOf(page, `${base} C`).locator(":focus")).toHaveCount(1);
});

test("[4-20] a deleted key is gone from every list and its page, and stays in the audit log", async ({
  page,
  gate,
  faults,
  mint,
  unique,
}) => {
  faults.allow(/status of 404/);
  const name = unique("Erased");
  const secret = await mint({ name });
  const { id } = (await gate.whoami(secret)).body;
  await openKey(page, id);
  await page.getByRole("button", { name: "Delete key" }).click();
  const dialog = page.getByRole("alertdialog");
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Delete key" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page).toHaveURL(/\/settings\/workspace\/access-keys/);
  await expect(rowOf(page, name)).toHaveCount(0);
  expect((await page.goto(`/keys/${id}`))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Not in this workspace" })).toBeVisible();
  await page.goto("/settings/audit-log");
  await expect(page.getByRole("row").filter({ hasText: name }).filter({ hasText: "deleted" })).toHaveCount(1);
});

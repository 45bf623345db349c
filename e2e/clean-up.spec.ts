import type { Locator, Page } from "@playwright/test";
import { ACCESS_KEYS, rowOf } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { expect, test } from "./harness/test";

const API_KEYS = "/profile/api-keys";

let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ context }) => {
  place = await openOwnWorkspace();
  await place.signIn(context);
});
test.afterEach(() => place?.close());

const button = (page: Page) => page.getByRole("button", { name: "Clean up", exact: true });
const box = (dialog: Locator, name: string | RegExp) => dialog.getByRole("checkbox", { name });
const EXPIRED = /^Expired/;
const REVOKED = /^Revoked \(or disabled\)/;
const BOTH = /^Both Expired and Revoked/;
const listed = (dialog: Locator) => dialog.getByRole("region", { name: "Keys that will be deleted" });

async function open(page: Page): Promise<Locator> {
  await button(page).click();
  const dialog = page.getByRole("alertdialog", { name: "Clean up keys" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  return dialog;
}

/** One personal key of each sort. */
async function personalKeys() {
  await place.personalKey({ name: "Good" });
  await place.personalKey({ name: "Ended", daysAgo: 40, expiration: "30" });
  await place.disablePersonal((await place.personalKey({ name: "Disabled" })).id);
  const both = await place.personalKey({ name: "Disabled and ended", daysAgo: 40, expiration: "30" });
  await place.disablePersonal(both.id, 30);
}

test("[3-13] Clean up is there only while there are expired or revoked keys", async ({ page }) => {
  const { id } = await place.personalKey({ name: "Laptop" });
  await page.goto(API_KEYS);
  await expect(
    rowOf(page, "Laptop")
      .or(page.getByRole("rowheader", { name: "Laptop" }))
      .first(),
  ).toBeVisible();
  await expect(button(page)).toHaveCount(0);
  await place.disablePersonal(id);
  await page.reload();
  await expect(button(page)).toBeVisible();
  await place.enablePersonal(id);
  await page.reload();
  await expect(button(page)).toHaveCount(0);
});

test("[3-14] [3-17] three boxes, each with a live count; Both excludes the single ones, and they exclude it", async ({
  page,
}) => {
  await personalKeys();
  await page.goto(API_KEYS);
  const dialog = await open(page);
  await expect(dialog.getByRole("checkbox")).toHaveCount(3);
  await expect(box(dialog, /^Expired ?, 2 /)).toBeVisible();
  await expect(box(dialog, /^Revoked \(or disabled\) ?, 2 /)).toHaveAccessibleDescription(
    "0 revoked, 2 disabled.",
  );
  await expect(box(dialog, /^Both Expired and Revoked ?, 1 /)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Delete" })).toHaveAccessibleDescription(/Choose first/);

  await box(dialog, EXPIRED).check();
  await box(dialog, REVOKED).check();
  await expect(listed(dialog)).toContainText("3 keys will be deleted");
  await box(dialog, BOTH).check();
  await expect(box(dialog, EXPIRED)).not.toBeChecked();
  await expect(box(dialog, REVOKED)).not.toBeChecked();
  await expect(listed(dialog)).toContainText("1 key will be deleted");
  await expect(listed(dialog).getByRole("listitem")).toContainText(["Disabled and ended"]);
  await box(dialog, REVOKED).check();
  await expect(box(dialog, BOTH)).not.toBeChecked();
  await expect(listed(dialog)).toContainText("2 keys will be deleted");

  // The counts follow what happens elsewhere, while the list stays as it was read.
  await place.disablePersonal((await place.personalKey({ name: "Late" })).id);
  await expect(box(dialog, /^Revoked \(or disabled\) ?, 3 /)).toBeVisible({ timeout: 15_000 });
  await expect(listed(dialog).getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByRole("rowheader")).toHaveCount(5);
});

test("a list that cannot be read is not told as an empty one", async ({ page, faults }) => {
  faults.allow(/net::ERR_FAILED/);
  await personalKeys();
  await page.goto(API_KEYS);
  const dialog = await open(page);
  await page.route(`**${API_KEYS}`, (route) =>
    route.request().method() === "POST" ? route.abort() : route.fallback(),
  );
  await box(dialog, EXPIRED).check();
  await expect(dialog.getByText("The hub did not answer.")).toBeVisible();
  await expect(dialog).not.toContainText("No key is like that.");
  await expect(dialog.getByRole("button", { name: "Delete" })).toHaveAccessibleDescription(
    /could not be read/,
  );
  await page.unroute(`**${API_KEYS}`);
  await box(dialog, REVOKED).check();
  await expect(listed(dialog)).toContainText("3 keys will be deleted");
  await expect(dialog.getByText("The hub did not answer.")).toBeHidden();
});

test("[3-15] [3-16] [3-18] Expired and Revoked delete what they list, after a warning that it is permanent", async ({
  page,
}) => {
  await personalKeys();
  await page.goto(API_KEYS);
  const dialog = await open(page);
  await expect(dialog).toContainText("This is permanent and cannot be undone.");
  await box(dialog, EXPIRED).check();
  await expect(listed(dialog).getByRole("listitem")).toContainText(["Disabled and ended", "Ended"]);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("alertdialog", { name: "2 keys deleted" })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("rowheader")).toHaveText([/Disabled/, /Good/]);

  const again = await open(page);
  await box(again, REVOKED).check();
  await expect(listed(again).getByRole("listitem")).toContainText(["Disabled"]);
  await again.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("rowheader")).toHaveText([/Good/]);
  await expect(button(page)).toHaveCount(0);
});

test("[4-20] access keys that are expired, revoked or disabled go in one go, with a receipt and an event each", async ({
  page,
  gate,
}) => {
  const good = await place.key({ name: "Good" });
  await place.key({ name: "Ended", daysAgo: 40, expiration: "30" });
  const revoked = await place.key({ name: "Withdrawn and ended", daysAgo: 40, expiration: "30" });
  await place.revoke(revoked.id, 20);
  const disabled = await place.key({ name: "Disabled" });
  await place.disable(disabled.id);
  await page.goto(ACCESS_KEYS);
  const dialog = await open(page);
  await expect(box(dialog, /^Revoked \(or disabled\) ?, 2 /)).toHaveAccessibleDescription(
    "1 revoked, 1 disabled.",
  );
  await box(dialog, BOTH).check();
  await expect(listed(dialog).getByRole("listitem")).toContainText([
    /Withdrawn and ended.*Expired.*Revoked/s,
  ]);
  await box(dialog, EXPIRED).check();
  await box(dialog, REVOKED).check();
  await expect(listed(dialog)).toContainText("3 keys will be deleted");
  await expect(listed(dialog).getByRole("listitem")).toHaveCount(3);
  await expect(listed(dialog)).toContainText("Never used");
  await dialog.getByRole("button", { name: "Delete" }).click();
  const after = page.getByRole("alertdialog", { name: "3 keys deleted" });
  await expect(after).toContainText("Refused at 1 of 1 gate");
  await after.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  expect((await gate.whoami(good.text)).status).toBe(200);
  expect((await gate.whoami(disabled.text)).status).toBe(401);
  await page.goto("/settings/audit-log");
  for (const name of ["Ended", "Withdrawn and ended", "Disabled"])
    await expect(
      page.getByRole("row").filter({ hasText: name }).filter({ hasText: "deleted the key" }).first(),
    ).toBeVisible();
});

test("a key that changes while the dialog is open is not swept: it stays, and the result says so", async ({
  page,
  gate,
}) => {
  const saved = await place.key({ name: "Needed after all" });
  await place.disable(saved.id);
  await place.revoke((await place.key({ name: "Gone" })).id);
  await page.goto(ACCESS_KEYS);
  const dialog = await open(page);
  await box(dialog, REVOKED).check();
  await expect(listed(dialog)).toContainText("2 keys will be deleted");
  await place.enable(saved.id);
  await place.revoke((await place.key({ name: "Revoked meanwhile" })).id);
  await dialog.getByRole("button", { name: "Delete" }).click();
  const after = page.getByRole("alertdialog", { name: "1 key deleted" });
  await expect(after.getByRole("region", { name: "Skipped" })).toContainText(
    "Needed after all has changed meanwhile, and stays.",
  );
  await after.getByRole("button", { name: "Done" }).click();
  await expect(rowOf(page, "Needed after all")).toContainText("Active");
  await expect(rowOf(page, "Revoked meanwhile")).toContainText("Revoked");
  await expect(rowOf(page, "Gone")).toHaveCount(0);
  expect((await gate.whoami(saved.text)).status).toBe(200);
});

test("where every listed key has changed, nothing is deleted, and the dialog says so and reads the list again", async ({
  page,
}) => {
  const saved = await place.key({ name: "Saved" });
  await place.disable(saved.id);
  await page.goto(ACCESS_KEYS);
  const dialog = await open(page);
  await box(dialog, REVOKED).check();
  await expect(listed(dialog)).toContainText("1 key will be deleted");
  await place.enable(saved.id);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toContainText("None of these keys can be cleaned up any more.");
  await expect(listed(dialog)).toContainText("No key is like that.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(rowOf(page, "Saved")).toContainText("Active");
});

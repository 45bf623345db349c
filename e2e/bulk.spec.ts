import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { ACCESS_KEYS, AGENT_INTEGRATIONS, rowOf } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { expect, test } from "./harness/test";

let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ context }) => {
  place = await openOwnWorkspace();
  await place.signIn(context);
});
test.afterEach(() => place?.close());

const bar = (page: Page) => page.getByRole("region", { name: "Selected rows" });

async function pick(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  await expect(bar(page)).toContainText(`${names.length} selected`);
}

test("[4-20] several keys are revoked at once, and the result says which were skipped and why", async ({
  page,
  gate,
}) => {
  const keys = [await place.key({ name: "Orders" }), await place.key({ name: "Search" })];
  const gone = await place.key({ name: "Billing" });
  await place.revoke(gone.id);
  await page.goto(ACCESS_KEYS);
  await pick(page, "Orders", "Search", "Billing");
  await bar(page).getByRole("button", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Revoke 3 keys?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(dialog).toContainText("Billing, Orders, Search");
  await expect(dialog).toContainText("1 key will be skipped");
  await expect(dialog.getByRole("region", { name: "Who uses them" })).toContainText("nothing should break");
  await dialog.getByRole("button", { name: "Revoke 3 keys" }).click();
  await expect(dialog.getByLabel("Reason")).toHaveAccessibleDescription(/Choose a reason/);
  await dialog.getByLabel("Reason").selectOption({ label: "No longer needed" });
  await dialog.getByRole("button", { name: "Revoke 3 keys" }).click();
  const after = page.getByRole("alertdialog", { name: "2 keys revoked" });
  await expect(after.getByRole("region", { name: "Skipped" })).toContainText("1 key skipped:");
  await expect(after).toContainText("Billing has been revoked already.");
  await expect(after).toContainText("Refused at 1 of 1 gate");
  for (const key of keys) expect((await gate.whoami(key.text)).status).toBe(401);
  await after.getByRole("button", { name: "Done" }).click();
  await expect(bar(page)).toBeHidden();
  for (const name of ["Orders", "Search"]) await expect(rowOf(page, name)).toContainText("Revoked");
});

test("all that match a filter are disabled and enabled, beyond the page that one sees", async ({
  page,
  gate,
}) => {
  const keys = [];
  for (let i = 0; i < 27; i++) keys.push(await place.key({ name: `Batch ${i}` }));
  const other = await place.key({ name: "Untouched" });
  await page.goto(`${ACCESS_KEYS}?q=Batch`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await expect(bar(page)).toContainText("25 selected");
  await bar(page).getByRole("button", { name: "Select all 27 matching" }).click();
  await expect(bar(page)).toContainText("27 selected");
  await bar(page).getByRole("button", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Disable 27 keys" }).click();
  await expect(page.getByRole("alertdialog", { name: "27 keys disabled" })).toContainText(
    "Refused at 1 of 1",
  );
  expect((await gate.whoami(keys[26]!.text)).status).toBe(401);
  expect((await gate.whoami(other.text)).status).toBe(200);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar(page).getByRole("button", { name: "Enable" }).click();
  await page.getByRole("button", { name: "Enable 25 keys" }).click();
  await expect(page.getByRole("alertdialog", { name: "25 keys enabled" })).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await page.goto(`${ACCESS_KEYS}?q=Batch&status=suspended`);
  await expect(page.getByRole("rowheader")).toHaveCount(2);
});

test("a selection stays on other pages and in another order, and another filter begins anew", async ({
  page,
}) => {
  for (const name of ["Alpha", "Beta", "Gamma"]) await place.key({ name });
  await page.goto(ACCESS_KEYS);
  await pick(page, "Alpha", "Gamma");
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(bar(page)).toContainText("2 selected");
  await page.getByRole("searchbox", { name: "Search keys" }).fill("Alpha");
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await expect(bar(page)).toBeHidden();
  await page.getByRole("searchbox", { name: "Search keys" }).fill("");
  await expect(page.getByRole("rowheader")).toHaveCount(3);
  await pick(page, "Beta");
  await bar(page).getByRole("button", { name: "Clear" }).click();
  await expect(bar(page)).toBeHidden();
});

test("all that match on Agent Integrations are the keys of that page, and no other", async ({ page }) => {
  for (let n = 0; n < 26; n++) await place.key({ name: `Agent ${n}`, scopes: ["tokens:exchange"] });
  await place.key({ name: "Not an agent" });
  await page.goto(AGENT_INTEGRATIONS);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar(page)
    .getByRole("button", { name: /^Select all 26/ })
    .click();
  await bar(page).getByRole("button", { name: "Disable" }).click();
  await page
    .getByRole("alertdialog", { name: "Disable 26 keys?" })
    .getByRole("button", { name: "Disable 26 keys" })
    .click();
  await page
    .getByRole("alertdialog", { name: "26 keys disabled" })
    .getByRole("button", { name: "Done" })
    .click();
  await page.goto(ACCESS_KEYS);
  await expect(rowOf(page, "Not an agent")).toContainText("Active");
});

test("an export is a file that a spreadsheet reads as text: no secret, no formula, letters of all scripts", async ({
  page,
}) => {
  const evil = await place.key({ name: "=1+2", description: 'Says "hi", Größe 鍵' });
  await place.key({ name: "Other" });
  await page.goto(ACCESS_KEYS);
  await pick(page, "=1+2");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    bar(page).getByRole("button", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^access-keys-\d{4}-\d\d-\d\d\.csv$/);
  const text = readFileSync(await download.path(), "utf8");
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`"'=1+2","Says ""hi"", Größe 鍵",active,production`);
  expect(text).not.toContain(evil.text);
  expect(text).not.toContain(evil.text.slice(-30, -4));
});

test("keys in use are deleted only after one says that these calls will fail", async ({ page, gate }) => {
  const busy = await place.key({ name: "Busy" });
  await place.key({ name: "Idle" });
  await gate.whoami(busy.text, { "user-agent": "ledger-export/7" });
  await page.goto(ACCESS_KEYS);
  const dialog = page.getByRole("alertdialog", { name: "Delete 2 keys?" });
  await expect(async () => {
    await page.reload();
    await pick(page, "Busy", "Idle");
    await bar(page).getByRole("button", { name: "Delete" }).click();
    await expect(dialog).toContainText("1 key in use within the last 24 hours", { timeout: 2_000 });
  }).toPass();
  await expect(dialog.getByRole("list", { name: "Callers" })).toContainText(/Busy.*ledger-export\/7/);
  const remove = dialog.getByRole("button", { name: "Delete 2 keys" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toHaveAccessibleDescription(/these calls will fail/);
  await dialog.getByRole("checkbox", { name: "I know that these calls will fail" }).check();
  await remove.click();
  await expect(page.getByRole("alertdialog", { name: "2 keys deleted" })).toBeVisible();
  expect((await gate.whoami(busy.text)).status).toBe(401);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("No access keys yet.")).toBeVisible();
});

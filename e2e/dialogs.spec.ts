import type { Page } from "@playwright/test";
import { API_KEYS } from "./harness/api-keys";
import { expectClean } from "./harness/axe";
import { ACCESS_KEYS, rowOf } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { expect, test } from "./harness/test";

let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ context }) => {
  place = await openOwnWorkspace();
  await place.signIn(context);
});
test.afterEach(() => place?.close());

const openDialog = (page: Page) =>
  page.locator('[role="dialog"], [role="alertdialog"]').filter({ visible: true });

/** Looks at the dialog that is open, and leaves it. */
async function lookAt(page: Page, what: string): Promise<void> {
  const dialog = openDialog(page);
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeVisible();
  await expect(dialog.getByText(/^Reading/)).toHaveCount(0);
  await expectClean(page, what);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
}

test("axe finds nothing in the dialogs of rotation, clean up and many keys", async ({ page }) => {
  await place.key({ name: "Orders" });
  await place.key({ name: "Ended", daysAgo: 40, expiration: "30" });
  await page.goto(ACCESS_KEYS);
  for (const entry of ["Rotate", "Edit"]) {
    if (entry === "Edit") await rowOf(page, "Orders").getByRole("button", { name: /^Edit/ }).click();
    else {
      await rowOf(page, "Orders").getByRole("button", { name: "Actions for Orders" }).click();
      await page.getByRole("menuitem", { name: entry }).click();
    }
    await lookAt(page, entry);
  }
  await page.getByRole("button", { name: "Clean up", exact: true }).click();
  await openDialog(page)
    .getByRole("checkbox", { name: /^Expired/ })
    .check();
  await expect(openDialog(page).getByRole("region", { name: "Keys that will be deleted" })).toContainText(
    "Ended",
  );
  await lookAt(page, "Clean up");
  for (const name of ["Orders", "Ended"])
    await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  for (const act of ["Revoke", "Disable", "Delete"]) {
    await page.getByRole("region", { name: "Selected rows" }).getByRole("button", { name: act }).click();
    await lookAt(page, `${act} two keys`);
  }
});

test("axe finds nothing in the dialogs of personal keys", async ({ page }) => {
  await place.personalKey({ name: "Laptop" });
  await page.goto(API_KEYS);
  await page.getByRole("button", { name: "Create new API key" }).click();
  await lookAt(page, "Create new API key");
  for (const act of ["Regenerate API key", "Delete"]) {
    await page.getByRole("button", { name: `${act} Laptop` }).click();
    await lookAt(page, `${act} Laptop`);
  }
});

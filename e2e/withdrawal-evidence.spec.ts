import type { Locator, Page } from "@playwright/test";
import { ACCESS_KEYS, openKey, rowOf } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { expect, test } from "./harness/test";

let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ context }) => {
  place = await openOwnWorkspace();
  await place.signIn(context);
});
test.afterEach(() => place?.close());

const evidence = (dialog: Locator) => dialog.getByRole("region", { name: "Who uses it" });
const box = (dialog: Locator) => dialog.getByRole("checkbox", { name: "I know that these calls will fail" });

/** Opens a dialog of the key's page until the calls just made have been counted. */
async function openInUse(page: Page, id: string, button: string): Promise<Locator> {
  const dialog = page.getByRole("alertdialog");
  await expect(async () => {
    await openKey(page, id);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(evidence(dialog)).toContainText("In use now", { timeout: 2_000 });
  }).toPass();
  return dialog;
}

test("[2-13] before a key in use is revoked, its callers are named, and one says that one knows", async ({
  page,
  gate,
}) => {
  const key = await place.key({ name: "Ledger" });
  for (let i = 0; i < 3; i++) await gate.whoami(key.text, { "user-agent": "ledger-export/7" });
  await gate.whoami(key.text, { "user-agent": "curl/8" });
  const dialog = await openInUse(page, key.id, "Revoke key");
  await expect(evidence(dialog)).toContainText(/about \d+ calls? an hour|called within 24 hours/);
  for (const term of ["Last used", "Calls in 24 h", "In 7 days", "In 30 days"])
    await expect(evidence(dialog).getByRole("term").filter({ hasText: term })).toBeVisible();
  await expect(evidence(dialog).getByRole("list", { name: "Callers" })).toContainText(
    /ledger-export\/7.*3 calls/,
  );
  const counts = evidence(dialog).getByText(/^\d calls?$/);
  await expect(counts).toHaveCount(2);
  const columns = await counts.evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
  expect(new Set(columns).size).toBe(1);
  const revoke = dialog.getByRole("button", { name: "Revoke key" });
  await expect(revoke).toHaveAccessibleDescription(/these calls will fail/);
  await dialog.getByLabel("Reason").selectOption({ label: "No longer needed" });
  await box(dialog).check();
  await revoke.click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(key.text)).status).toBe(401);
});

test("[4-24] a leaked key is revoked at once, however much it is used: no second thought is asked", async ({
  page,
  gate,
}) => {
  const key = await place.key({ name: "Leaked" });
  await gate.whoami(key.text);
  const dialog = await openInUse(page, key.id, "Revoke key");
  await expect(box(dialog)).toBeVisible();
  await dialog.getByLabel("Reason").selectOption({ label: "It has leaked" });
  await expect(box(dialog)).toHaveCount(0);
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(key.text)).status).toBe(401);
});

test("a key that nobody uses, or whose calls are refused already, goes with a simple word", async ({
  page,
}) => {
  const idle = await place.key({ name: "Idle" });
  const disabled = await place.key({ name: "Disabled" });
  await place.disable(disabled.id);
  const dialog = page.getByRole("alertdialog");
  for (const [id, meaning] of [
    [idle.id, "nothing should break"],
    [disabled.id, "refused already"],
  ] as const) {
    await openKey(page, id);
    await page.getByRole("button", { name: "Delete key" }).click();
    await expect(evidence(dialog)).toContainText(meaning);
    await expect(box(dialog)).toHaveCount(0);
    await dialog.getByRole("button", { name: "Delete key" }).click();
    await expect(dialog).toContainText("is deleted");
    await dialog.getByRole("button", { name: "Done" }).click();
  }
});

test("evidence that cannot be read does not keep anybody from withdrawing a key", async ({
  page,
  faults,
  gate,
}) => {
  faults.allow(/Failed to load resource|ERR_FAILED/);
  const key = await place.key({ name: "Urgent" });
  await openKey(page, key.id);
  let lost = false;
  await page.route("**/*", (route) => {
    const isAction = route.request().method() === "POST";
    if (!isAction || lost) return route.fallback();
    lost = true;
    return route.abort();
  });
  await page.getByRole("button", { name: "Delete key" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(evidence(dialog)).toContainText("could not be read");
  await dialog.getByRole("button", { name: "Delete key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(key.text)).status).toBe(401);
});

test("[4-23] [4-26] [4-27] the list nudges: rotate what is old, end what never ends, describe what nobody described", async ({
  page,
}) => {
  await place.key({ name: "Well kept" });
  const old = await place.key({ name: "Old", daysAgo: 95 });
  const never = await place.key({ name: "Endless", expiration: "never" });
  await place.key({ name: "Nameless purpose", description: "" });
  await place.key({ name: "Ending", daysAgo: 20, expiration: "30" });
  const filters = {
    "1 older than 90 days": ["Old"],
    "1 never expires": ["Endless"],
    "1 without a description": ["Nameless purpose"],
    "1 expires within 14 days": ["Ending"],
  };
  await page.goto(ACCESS_KEYS);
  const strip = page.getByRole("navigation", { name: "Notices" });
  await expect(strip.getByRole("link", { name: "1 unused for 30 days" })).toBeVisible();
  for (const [link, names] of Object.entries(filters)) {
    await strip.getByRole("link", { name: link }).click();
    await expect(page.getByRole("rowheader").getByRole("link")).toHaveText(names);
    await page.getByRole("button", { name: "Clear filter Notice" }).click();
    await expect(page.getByRole("rowheader")).toHaveCount(5);
  }
  await openKey(page, old.id);
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("Its secret is older than 90 days. Rotate it");
  await openKey(page, never.id);
  await expect(notices).toContainText("It never expires.");
  await expect(notices.getByRole("listitem")).toHaveCount(1);
});

test("where every key is well kept there are no notices", async ({ page }) => {
  await place.key({ name: "Well kept" });
  await page.goto(ACCESS_KEYS);
  await expect(rowOf(page, "Well kept")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Notices" })).toHaveCount(0);
});

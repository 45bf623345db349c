import type { Locator, Page } from "@playwright/test";
import { ACCESS_KEYS, findKey, leaveUncopied, openKey, shownSecret } from "./harness/keys";
import { expect, test } from "./harness/test";

const HOUR_MS = 3_600_000;
const panelOf = (page: Page) => page.getByRole("region", { name: "Rotation under way" });

/** Rotates on the key's page, and closes the dialog; returns the new secret. */
async function rotate(page: Page, overlap?: string): Promise<string> {
  await page.getByRole("button", { name: "Rotate", exact: true }).click();
  const dialog = page.getByRole("dialog");
  if (overlap) await dialog.getByRole("radio", { name: overlap }).check();
  await dialog.getByRole("button", { name: "Rotate", exact: true }).click();
  const fresh = await shownSecret(dialog);
  await leaveUncopied(dialog);
  await expect(panelOf(page)).toBeVisible();
  return fresh;
}

const callersIn = (panel: Locator) => panel.getByRole("table", { name: "Callers of the old secret" });

test("[4-15] [2-09] [4-38] Rotate makes a second secret, and the gate lets both through", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Turned");
  const old = await mint({ name });
  const { id, expires_at: end } = (await gate.whoami(old)).body;
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Rotate" }).click();
  const dialog = page.getByRole("dialog", { name: `Rotate ${name}` });
  await expect(dialog).toContainText("Both work while your programs change over");
  await dialog.getByRole("button", { name: "Rotate", exact: true }).click();
  const fresh = await shownSecret(page.getByRole("dialog"));
  expect(fresh).not.toBe(old);
  expect((await gate.whoami(old)).body).toMatchObject({ id, version: 1 });
  expect((await gate.whoami(fresh)).body).toMatchObject({ id, version: 2, expires_at: end });
  for (const key of [old, fresh])
    expect((await gate.verify(fresh, { key })).body).toMatchObject({ valid: true, code: "valid" });
  await leaveUncopied(page.getByRole("dialog"));
  await expect(row).toContainText("Rotating");
});

test("[4-40] Test the new key: one click presents it to the gate, and a curl line does the same from anywhere", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const old = await mint({ name: unique("Tested"), scopes: ["keys:read"] });
  await openKey(page, (await gate.whoami(old)).body.id);
  await page.getByRole("button", { name: "Rotate", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Rotate", exact: true }).click();
  const fresh = await shownSecret(dialog);
  const [request] = await Promise.all([
    page.waitForRequest("**/v1/whoami"),
    dialog.getByRole("button", { name: "Test the new key" }).click(),
  ]);
  const headers = await request.allHeaders();
  expect(headers.authorization).toBe(`Bearer ${fresh}`);
  expect(headers.cookie, "the key alone has to be enough").toBeUndefined();
  await expect(dialog.getByRole("status").filter({ hasText: "It works" })).toContainText(
    /version 2 in .*keys:read/,
  );
  const curl = dialog.getByRole("tabpanel", { name: "curl" });
  await expect(curl).toContainText(`curl ${gate.url}/v1/whoami`);
  await expect(curl).not.toContainText(fresh);
  await dialog.getByRole("button", { name: "Copy key", exact: true }).click();
  await expect(curl).toContainText(fresh);
});

test("[4-41] the grace period is 24 or 48 hours, 7 days, or until somebody ends it", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const old = await mint({ name: unique("Graceful") });
  await openKey(page, (await gate.whoami(old)).body.id);
  await page.getByRole("button", { name: "Rotate", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const choices = dialog.getByRole("group", { name: "Keep the old secret working for" }).getByRole("radio");
  await expect(choices).toHaveCount(4);
  await expect(dialog.getByRole("radio", { name: "7 days" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Until I revoke it" }).check();
  await expect(dialog).toContainText("until you end the old one");
  await dialog.getByRole("radio", { name: "24 hours" }).check();
  await dialog.getByRole("radio", { name: "48 hours" }).check();
  const before = Date.now();
  await dialog.getByRole("button", { name: "Rotate", exact: true }).click();
  await shownSecret(dialog);
  const end = Date.parse((await gate.whoami(old)).body.expires_at);
  expect(end).toBeGreaterThan(before + 48 * HOUR_MS - 1_000);
  expect(end).toBeLessThan(Date.now() + 48 * HOUR_MS);
  await expect(dialog.getByRole("region", { name: "The old secret" })).toContainText("It keeps working");
  await leaveUncopied(dialog);
  const versions = page.getByRole("table", { name: "Versions" });
  await expect(versions.getByRole("row").filter({ hasText: "retires in 2 d" })).toContainText("Active");
});

test("[2-08] [4-16] [4-39] the old secret's callers are watched until they have moved; then it ends, and no call was lost", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const old = await mint({ name: unique("Moved") });
  const answers: number[] = [];
  const call = async (key: string, agent: string) =>
    answers.push((await gate.whoami(key, { "user-agent": agent })).status);
  await call(old, "shop/1.0");
  await call(old, "nightly/1.0");
  await openKey(page, (await gate.whoami(old, { "user-agent": "shop/1.0" })).body.id);
  const fresh = await rotate(page, "Until I revoke it");
  const panel = panelOf(page);
  await expect(panel.getByRole("region", { name: "Old secret" })).toContainText("until you end it");
  await call(old, "shop/1.0");
  await expect(panel).toContainText("Nobody uses the new secret yet");
  const rowFor = (agent: string) => callersIn(panel).getByRole("row").filter({ hasText: agent });
  await expect(rowFor("shop/1.0")).toContainText("Still calling", { timeout: 12_000 });
  await call(fresh, "shop/1.0");
  await expect(rowFor("shop/1.0")).toContainText("Moved", { timeout: 12_000 });
  await expect(rowFor("nightly/1.0")).toContainText("Not seen since the rotation");
  await expect(panel.getByRole("region", { name: "New secret" })).toContainText("1 call");

  await panel.getByRole("button", { name: "End overlap now" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  const hit = dialog.getByRole("region", { name: "Who still uses the old secret" });
  await expect(hit).toContainText("1 caller has not moved yet");
  await expect(hit).toContainText("nightly/1.0");
  await call(old, "nightly/1.0");
  await dialog.getByRole("button", { name: "End overlap now" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(old)).status).toBe(401);
  await call(fresh, "shop/1.0");
  expect(answers.filter((status) => status !== 200)).toEqual([]);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByRole("button", { name: "Rotate", exact: true })).not.toHaveAttribute(
    "aria-disabled",
  );
});

test("[2-10] a gradual rollout can be rolled back: the new secret is refused, the old one stays without an end", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const old = await mint({ name: unique("Back") });
  const { id, expires_at: end } = (await gate.whoami(old)).body;
  await openKey(page, id);
  const fresh = await rotate(page, "24 hours");
  expect((await gate.whoami(fresh)).status).toBe(200);
  const again = page.getByRole("button", { name: "Rotate", exact: true });
  await expect(again).toHaveAttribute("aria-disabled", "true");
  await expect(again).toHaveAccessibleDescription(/being rotated already/);
  await panelOf(page).getByRole("button", { name: "Roll back" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expect(dialog.getByRole("region", { name: "Who uses the new secret" })).toContainText(
    /was used|Nobody has used/,
  );
  await dialog.getByRole("button", { name: "Roll back" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(fresh)).status).toBe(401);
  expect((await gate.whoami(old)).body).toMatchObject({ version: 1, expires_at: end });
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(panelOf(page)).toBeHidden();
  await expect(page.getByRole("table", { name: "Versions" })).toContainText("Rolled back");
});

test("[4-17] [4-21] rotations and revocations are told on the key and for the workspace", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Told");
  const old = await mint({ name });
  const { id } = (await gate.whoami(old)).body;
  await openKey(page, id);
  await rotate(page, "48 hours");
  const history = page.getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(history.first()).toContainText("Olive Owner rotated the key");
  await expect(history.first()).toContainText("48 h");
  await panelOf(page).getByRole("button", { name: "End overlap now" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "End overlap now" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(history.first()).toContainText("ended the overlap");
  await expect(history.first()).toContainText(/Old secret\s*ended/);
  await expect(history.filter({ hasText: "rotated the key" })).toContainText("48 hours");
  await page.getByRole("button", { name: "Revoke key" }).click();
  const ask = page.getByRole("alertdialog");
  await ask.getByLabel("Reason").selectOption({ label: "It has leaked" });
  await ask.getByRole("button", { name: "Revoke key" }).click();
  await ask.getByRole("button", { name: "Done" }).click();

  await page.goto(ACCESS_KEYS);
  await page.getByRole("link", { name: "Rotations and revocations" }).click();
  const rowsOf = (caption: string) =>
    page.getByRole("table", { name: caption }).getByRole("row").filter({ hasText: name });
  await expect(rowsOf("Rotations")).toHaveCount(2);
  await expect(rowsOf("Rotations").first()).toContainText(`ended the overlap of ${name}`);
  await expect(rowsOf("Rotations").last()).toContainText("Olive Owner rotated the key");
  await expect(rowsOf("Rotations").last()).toContainText("48 hours");
  await page
    .getByRole("navigation", { name: "Histories" })
    .getByRole("link", { name: "Revocations" })
    .click();
  await expect(page).toHaveURL(/of=revocations/);
  await expect(rowsOf("Revocations").first()).toContainText("revoked the key");
  await expect(rowsOf("Revocations").first()).toContainText("leaked");
  await rowsOf("Revocations").first().getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/keys/${id}`));
});

test("a rotation from beginning to end by keyboard alone", async ({ page, gate, mint, unique }) => {
  const old = await mint({ name: unique("Typed") });
  await openKey(page, (await gate.whoami(old)).body.id);
  await page.getByRole("button", { name: "Rotate", exact: true }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "7 days" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "Until I revoke it" })).toBeChecked();
  await page.keyboard.press("Enter");
  const fresh = await shownSecret(dialog);
  await dialog.getByRole("button", { name: "Test the new key" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status").filter({ hasText: "It works" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("alertdialog", { name: "You haven't copied it" })).toBeVisible();
  await dialog.getByRole("button", { name: "Close without copying" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await panelOf(page).getByRole("button", { name: "End overlap now" }).focus();
  await page.keyboard.press("Enter");
  const ask = page.getByRole("alertdialog");
  await expect(ask.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(ask).toContainText("Refused at 1 of 1 gate");
  await page.keyboard.press("Enter");
  await expect(ask).toBeHidden();
  expect((await gate.whoami(old)).status).toBe(401);
  expect((await gate.whoami(fresh)).status).toBe(200);
});

test("with the hub out of reach the page says since when what it tells of a rotation is not fresh", async ({
  page,
  faults,
  gate,
  mint,
  unique,
}) => {
  const key = await mint({ name: unique("Stale") });
  const { id } = (await gate.whoami(key)).body;
  await page.clock.install();
  await openKey(page, id);
  await rotate(page);
  faults.allow(/ERR_(FAILED|CONNECTION_REFUSED)/);
  await page.route("**", (route) => route.abort());
  await page.clock.runFor(20_000);
  const notice = panelOf(page)
    .getByRole("status")
    .filter({ hasText: /Not refreshed since/ });
  await expect(notice).toContainText("The hub does not answer");
  await page.unroute("**");
  await page.clock.runFor(5_000);
  await expect(notice).toBeHidden();
});

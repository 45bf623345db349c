import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import {
  API_KEYS,
  apiKeyRow,
  createApiKey,
  issueApiKey,
  leaveApiKey,
  openCreateApiKey,
  shownApiKey,
} from "./harness/api-keys";
import { acceptInvitation, inviteMember, MEMBERS, memberRow } from "./harness/members";
import { fillSignIn, PASSWORD, PEOPLE } from "./harness/people";
import { expect, test } from "./harness/test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const emailOf = (name: string) => `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@northwind.test`;
const names = (page: Page) => page.getByRole("table", { name: "API keys" }).getByRole("rowheader");

/** Somebody whom no other test knows, in a browser of their own. */
async function somebodyNew(owner: Page, page: Page, name: string, role: string): Promise<string> {
  await acceptInvitation(page, await inviteMember(owner, emailOf(name), role), { name });
  return emailOf(name);
}

test("[3-01] [3-03] [3-04] every member creates API keys under Profile, for a number of days", async ({
  as,
}) => {
  const page = await as("viewer");
  await page.goto("/");
  const profile = page
    .getByRole("navigation", { name: "Main" })
    .locator("div")
    .filter({ hasText: /^Profile/ });
  await profile.getByRole("link", { name: "API Keys" }).click();
  await expect(page).toHaveURL(API_KEYS);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("API Keys");
  const dialog = await openCreateApiKey(page);
  await expect(dialog.getByRole("textbox")).toHaveCount(1);
  await expect(dialog.getByLabel("Name")).toBeFocused();
  const options = dialog.getByLabel("Expires").getByRole("option");
  await expect(options).toHaveText(["7 days", "30 days", "60 days", "90 days", "180 days", "365 days"]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/Name is needed/);
  await expect(dialog.getByLabel("Name")).toBeFocused();
});

test("[3-05] [3-06] [3-07] Save shows the value once, with Copy and a command line that works as it stands", async ({
  as,
  unique,
}) => {
  const page = await as("developer", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(API_KEYS);
  const name = unique("Laptop");
  const { dialog, secret } = await issueApiKey(page, name, "30 days");
  await expect(dialog.getByRole("alert")).toHaveAttribute("data-kind", "success");
  await expect(dialog.getByRole("alert")).toContainText("shown only once");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Lost it?" })).toContainText("delete this one");
  await dialog.getByRole("button", { name: "Copy key" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" }).first()).toBeVisible();
  expect(await clipboard(page)).toBe(secret);

  await expect(dialog.getByRole("tab", { name: "Command line" })).toHaveAttribute("aria-selected", "true");
  await dialog.getByRole("button", { name: "Copy Command line" }).click();
  await expect.poll(() => clipboard(page)).toContain("KEYSMITH_API_KEY");
  const { stdout } = await promisify(execFile)("bash", ["-c", await clipboard(page)]);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "personal",
    name,
    role: "developer",
    user: { email: PEOPLE.developer.email },
  });
  await expect(dialog).toContainText(/First used .* from 127\.0\.0\.1/, { timeout: 15_000 });

  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await expect(apiKeyRow(page, name)).toContainText("Active");
  expect(await page.content()).not.toContain(secret.slice(-38, -6));
  await page.reload();
  await expect(apiKeyRow(page, name)).toBeVisible();
  expect(await page.content()).not.toContain(secret.slice(-38, -6));
});

test("before it is copied, Escape asks: the value would be gone for good", async ({ as, unique }) => {
  const page = await as("developer");
  await page.goto(API_KEYS);
  const { dialog } = await issueApiKey(page, unique("Sticky"));
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("alertdialog")).toContainText("nobody can show this key again");
  await dialog.getByRole("button", { name: "Close without copying" }).click();
  await expect(dialog).toBeHidden();
});

test("[3-02] the table sorts by name, created, expires, last used and status, and the address keeps it", async ({
  page,
  as,
  gate,
  unique,
}) => {
  test.slow();
  const theirs = await as("stranger");
  await somebodyNew(page, theirs, unique("Sam Sorter"), "Consumer");
  const b = await createApiKey(theirs, "b middle", "90 days");
  await createApiKey(theirs, "a late", "365 days");
  await createApiKey(theirs, "C soon", "7 days");
  await expect(names(theirs)).toHaveText(["C soon", "a late", "b middle"]);
  const orders = {
    Name: [
      ["a late", "b middle", "C soon"],
      ["C soon", "b middle", "a late"],
    ],
    Expires: [
      ["C soon", "b middle", "a late"],
      ["a late", "b middle", "C soon"],
    ],
    Created: [
      ["C soon", "a late", "b middle"],
      ["b middle", "a late", "C soon"],
    ],
  };
  for (const [header, [first, second]] of Object.entries(orders)) {
    const column = theirs.getByRole("columnheader", { name: header });
    for (const expected of [first!, second!]) {
      await column.getByRole("button").click();
      await expect(names(theirs)).toHaveText(expected);
      await expect(column).toHaveAttribute("aria-sort", /ascending|descending/);
      await expect(theirs.locator("[aria-sort]")).toHaveCount(1);
    }
  }
  expect((await gate.whoami(b)).status).toBe(200);
  await apiKeyRow(theirs, "a late").getByRole("checkbox").click();
  await expect(apiKeyRow(theirs, "a late")).toContainText("Suspended");
  await theirs.goto(`${API_KEYS}?sort=status&order=desc`);
  await expect(names(theirs).first()).toHaveText("a late");
  await expect
    .poll(async () => {
      await theirs.goto(`${API_KEYS}?sort=lastUsed&order=desc`);
      return names(theirs).first().textContent();
    })
    .toBe("b middle");
  await theirs.goto(`${API_KEYS}?sort=name&order=asc&page=7&size=10`);
  await theirs.getByRole("button", { name: "Go to the first page" }).click();
  await expect(names(theirs)).toHaveText(["a late", "b middle", "C soon"]);
});

test("[3-08] the Enabled box in a row refuses the key's calls, and lets them in again", async ({
  as,
  gate,
  unique,
}) => {
  const page = await as("developer");
  const name = unique("Switched");
  const secret = await createApiKey(page, name);
  const row = apiKeyRow(page, name);
  const box = row.getByRole("checkbox", { name: `Enabled: ${name}` });
  await expect(box).toBeChecked();
  await box.click();
  await expect(page.getByText("Refused at 1 of 1 gate")).toBeVisible();
  expect((await gate.whoami(secret)).status).toBe(401);
  await expect(row).toContainText("Suspended");
  await page.reload();
  await expect(box).not.toBeChecked();
  await box.press("Space");
  await expect(row).toContainText("Active");
  await expect.poll(async () => (await gate.whoami(secret)).status).toBe(200);
});

test("[3-09] [3-10] [3-11] Regenerate API key asks for another expiry only where the box is ticked, and shows the new value once", async ({
  as,
  gate,
  unique,
}) => {
  const page = await as("developer");
  const name = unique("Renewed");
  const old = await createApiKey(page, name, "30 days");
  const ends = (await gate.whoami(old)).body.expires_at;
  const open = async () => {
    await apiKeyRow(page, name)
      .getByRole("button", { name: `Regenerate API key ${name}` })
      .click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("heading", { name: `Regenerate ${name}` })).toBeVisible();
    return dialog;
  };
  const dialog = await open();
  await expect(dialog.getByLabel("Change Expiry Date")).not.toBeChecked();
  await expect(dialog.getByLabel("Expiry", { exact: true })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  const kept = await shownApiKey(dialog);
  expect((await gate.whoami(kept)).body).toMatchObject({ version: 2, expires_at: ends });
  await leaveApiKey(dialog);
  expect(await page.content()).not.toContain(kept.slice(-38, -6));

  await open();
  await dialog.getByLabel("Change Expiry Date").check();
  const expiry = dialog.getByLabel("Expiry", { exact: true });
  await expect(expiry.getByRole("option")).toHaveText([
    "7 days",
    "30 days",
    "60 days",
    "90 days",
    "180 days",
    "365 days",
  ]);
  await expiry.selectOption({ label: "180 days" });
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  const changed = (await gate.whoami(await shownApiKey(dialog))).body.expires_at;
  expect(Date.parse(changed) - Date.parse(ends)).toBeGreaterThan(149 * 86_400_000);
  await leaveApiKey(dialog);
});

test("[3-12] the old value of a regenerated key is refused from then on", async ({
  as,
  gate,
  mint,
  unique,
}) => {
  const page = await as("developer");
  const name = unique("Replaced");
  const old = await createApiKey(page, name);
  const caller = await mint({ name: unique("Asks"), scopes: ["keys:verify"] });
  expect((await gate.verify(caller, { key: old })).body).toMatchObject({
    valid: true,
    key: { kind: "personal", owner: { kind: "user", role: "developer", email: PEOPLE.developer.email } },
  });
  await apiKeyRow(page, name)
    .getByRole("button", { name: `Regenerate API key ${name}` })
    .click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("The old value stops working at once");
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  await shownApiKey(dialog);
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(old)).status).toBe(401);
  expect((await gate.verify(caller, { key: old })).body).toMatchObject({ valid: false, code: "revoked" });
  await leaveApiKey(dialog);
});

test("[3-19] [3-20] Delete asks first; then the key is refused and gone from the list", async ({
  as,
  gate,
  unique,
}) => {
  const page = await as("developer");
  const name = unique("Gone");
  const secret = await createApiKey(page, name);
  const press = () =>
    apiKeyRow(page, name)
      .getByRole("button", { name: `Delete ${name}` })
      .click();
  await press();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(`Delete ${name}?`);
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  expect((await gate.whoami(secret)).status).toBe(200);
  await press();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(secret)).status).toBe(401);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await expect(apiKeyRow(page, name)).toHaveCount(0);
});

test("[3-22] the page leads to the lifecycle of API keys and to their rotation", async ({ page }) => {
  await page.goto(API_KEYS);
  await page.getByRole("link", { name: "API key lifecycle" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Key lifecycle");
  await expect(page.getByRole("heading", { name: "Rotation strategies" })).toBeVisible();
  await page.goto(API_KEYS);
  await page.getByRole("link", { name: "rotation from the command line" }).click();
  await expect(page.getByRole("heading", { name: "Rotate a personal key" })).toBeInViewport();
});

test("by keyboard alone: create, copy, disable, regenerate and delete", async ({ as, gate, unique }) => {
  const page = await as("consumer", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(API_KEYS);
  const name = unique("Keys only");
  await page.getByRole("button", { name: "Create new API key" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  const secret = await shownApiKey(dialog);
  await expect(dialog.getByRole("button", { name: "Copy key" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Copied" }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Create new API key" })).toBeFocused();

  const row = apiKeyRow(page, name);
  await row.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await expect(row).toContainText("Suspended");
  expect((await gate.whoami(secret)).status).toBe(401);
  await row.getByRole("button", { name: `Delete ${name}` }).focus();
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(question.getByRole("button", { name: "Done" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
});

test("a personal key follows its user: role, disabled, enabled, removed", async ({
  page,
  as,
  faults,
  gate,
  unique,
}) => {
  test.slow();
  faults.allow(/status of 401.*callback/);
  const name = unique("Rita Rolling");
  const theirs = await as("stranger");
  const email = await somebodyNew(page, theirs, name, "Viewer");
  const secret = await createApiKey(theirs, "Script");
  const keys = () => gate.call("/v1/keys", { headers: { authorization: `Bearer ${secret}` } });
  expect((await keys()).status).toBe(403);

  await page.goto(MEMBERS);
  const member = memberRow(page, name);
  await member.getByLabel(`Role of ${name}`).selectOption({ label: "Admin" });
  await expect(page.getByText(`${name} is Admin now`)).toBeVisible();
  expect((await keys()).status).toBe(200);

  const menu = (item: string) =>
    member
      .getByRole("button", { name: `Actions for ${name}` })
      .click()
      .then(() => page.getByRole("menuitem", { name: item }).click());
  await menu("Disable");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("The one personal API key is refused until you enable the member again");
  await dialog.getByRole("button", { name: "Disable member" }).click();
  await expect(dialog).toBeHidden();
  await expect(member).toContainText("Disabled");
  expect((await gate.whoami(secret)).status).toBe(401);
  await theirs.goto(API_KEYS);
  await expect(theirs).toHaveURL(/\/sign-in/);
  await fillSignIn(theirs, email, PASSWORD);
  await expect(theirs.getByRole("main").getByRole("alert")).toBeVisible();

  await menu("Enable");
  await dialog.getByRole("button", { name: "Enable member" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await gate.whoami(secret)).status).toBe(200);

  await menu("Remove");
  await expect(dialog).toContainText("The one personal API key is revoked at once, for good");
  await dialog.getByRole("button", { name: "Remove member" }).click();
  await expect(dialog).toBeHidden();
  expect((await gate.whoami(secret)).status).toBe(401);
});

test("an Admin sees everybody's keys and revokes one; its member sees it Revoked", async ({
  as,
  gate,
  unique,
}) => {
  const theirs = await as("consumer");
  const name = unique("Watched");
  const secret = await createApiKey(theirs, name);
  const page = await as("admin");
  await page.goto(MEMBERS);
  await page.getByRole("link", { name: "Members' API keys" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Members' API keys");
  const row = apiKeyRow(page, name);
  await expect(row).toContainText(PEOPLE.consumer.email);
  expect(await page.content()).not.toContain(secret.slice(-38, -6));
  await row.getByRole("button", { name: `Revoke ${name} of ${PEOPLE.consumer.name}` }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog.getByLabel("Reason")).toHaveAccessibleDescription(/Choose a reason/);
  await dialog.getByLabel("Reason").selectOption({ label: "It has leaked" });
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(secret)).status).toBe(401);
  await dialog.getByRole("button", { name: "Done" }).click();
  await theirs.reload();
  await expect(apiKeyRow(theirs, name)).toContainText("Revoked");
  const box = apiKeyRow(theirs, name).getByRole("checkbox");
  await expect(box).toHaveAttribute("aria-disabled", "true");
  await expect(box).toHaveAccessibleDescription(/revoked, for good/);
});

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { ACCESS_KEYS, createKey, issueKey, openKey, rowOf } from "./harness/keys";
import { expect, test } from "./harness/test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("[0-08] [0-09] the full value stands in a green success alert with Copy and where to store it", async ({
  page,
  unique,
}) => {
  await page.goto(ACCESS_KEYS);
  const { dialog, secret } = await issueKey(page, { name: unique("Shown") });
  const alert = dialog.getByRole("alert").filter({ hasText: "shown only once" });
  await expect(alert).toHaveAttribute("data-kind", "success");
  await expect(alert).toContainText(secret);
  const [red, green, blue] = await alert.evaluate((element) => {
    const context = document.createElement("canvas").getContext("2d")!;
    context.fillStyle = getComputedStyle(element).borderTopColor;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  });
  expect(green).toBeGreaterThan(Math.max(red!, blue!));
  await alert.getByRole("button", { name: "Copy key" }).click();
  await expect(alert.getByRole("button", { name: "Copied" })).toBeVisible();
  await expect(page.locator("[data-announcer]")).toContainText("Copied");
  expect(await clipboard(page)).toBe(secret);
  await expect(dialog).toContainText("secret manager or an environment variable, never in version control");
});

test("[2-05] [2-06] [4-25] the dialog says where a key belongs, and to put .env and *.env into .gitignore", async ({
  page,
  unique,
}) => {
  await page.goto(ACCESS_KEYS);
  const { dialog } = await issueKey(page, { name: unique("Kept safe") });
  await expect(dialog.getByRole("listitem").filter({ hasText: "secret manager" })).toContainText(
    "environment variable, never in version control",
  );
  const line = dialog.getByRole("listitem").filter({ hasText: ".gitignore" });
  await expect(line).toContainText("add the lines .env and *.env to .gitignore");
  await line.getByRole("button", { name: "Copy the lines for .gitignore" }).click();
  await expect(page.locator("[data-announcer]")).toContainText("Copied");
  expect(await clipboard(page)).toBe(".env\n*.env");
  // To copy that line is not to have copied the key.
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByRole("alertdialog", { name: "You haven't copied it" })).toBeVisible();
});

test("[0-10] [2-01] [2-02] after closing, the value is nowhere: not on a page, in the address or in storage", async ({
  page,
  context,
  gate,
  unique,
}) => {
  const name = unique("Gone");
  const answers: string[] = [];
  const secret = await createKey(page, { name });
  page.on("response", async (response) => answers.push(await response.text().catch(() => "")));
  await expectNowhere(page, secret);
  await page.reload();
  await expect(rowOf(page, name)).toBeVisible();
  await expectNowhere(page, secret);
  await openKey(page, (await gate.whoami(secret)).body.id);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await expectNowhere(page, secret);
  const essence = secret.slice(-38, -6);
  expect(answers.length).toBeGreaterThan(3);
  expect(answers.filter((text) => text.includes(essence))).toEqual([]);
  expect(JSON.stringify(await context.storageState({ indexedDB: true }))).not.toContain(essence);
});

test("[2-03] before it is copied, neither X nor a press outside nor Escape closes the dialog", async ({
  page,
  unique,
}) => {
  await page.goto(ACCESS_KEYS);
  const { dialog } = await issueKey(page, { name: unique("Sticky") });
  await expect(dialog.getByRole("button", { name: "Close", exact: true })).toHaveCount(0);
  await page.mouse.click(5, 5);
  await expect(dialog.locator("[data-secret]")).toBeVisible();
  await page.keyboard.press("Escape");
  const question = dialog.getByRole("alertdialog", { name: "You haven't copied it" });
  await expect(question).toContainText("nobody can show this key again");
  await expect(question.getByRole("button", { name: "Go back" })).toBeFocused();
  await question.getByRole("button", { name: "Go back" }).click();
  await expect(question).toBeHidden();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Close without copying" }).click();
  await expect(dialog).toBeHidden();
});

test("once it is copied, Escape closes the dialog", async ({ page, unique }) => {
  await page.goto(ACCESS_KEYS);
  const { dialog } = await issueKey(page, { name: unique("Copied") });
  await dialog.getByRole("button", { name: "Copy key" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("whoever is asked whether it was copied, and copies it then, is asked no more", async ({
  page,
  unique,
}) => {
  await page.goto(ACCESS_KEYS);
  const { dialog } = await issueKey(page, { name: unique("Copied late") });
  await dialog.getByRole("button", { name: "Done" }).click();
  const question = dialog.getByRole("alertdialog", { name: "You haven't copied it" });
  await expect(question).toBeVisible();
  await dialog.getByRole("button", { name: "Copy key" }).click();
  await expect(question).toBeHidden();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
});

test("Copy works where the browser has no clipboard, as over plain http", async ({
  page,
  context,
  unique,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
  });
  await page.goto(ACCESS_KEYS);
  expect(await page.evaluate(() => navigator.clipboard)).toBeUndefined();
  const { dialog, secret } = await issueKey(page, { name: unique("Plain http") });
  await dialog.getByRole("button", { name: "Copy key" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const other = await context.newPage();
  await other.goto("/settings/members");
  await other.bringToFront();
  expect(await clipboard(other)).toBe(secret);
});

test("the examples hold the value only once it has been copied, and are whole", async ({ page, unique }) => {
  await page.goto(ACCESS_KEYS);
  const { dialog, secret } = await issueKey(page, { name: unique("Examples") });
  const tabs = ["\\.env", "curl", "Node", "Python"].map((label) => new RegExp(`^${label}$`));
  for (const label of tabs) {
    await dialog.getByRole("tab", { name: label }).click();
    await expect(dialog.locator("[role=tabpanel]:not([inert])")).not.toContainText(secret);
  }
  await dialog.locator("[role=tabpanel]:not([inert])").getByRole("button", { name: "Copy Python" }).click();
  expect(await clipboard(page)).toContain(secret);
  for (const label of tabs) {
    await dialog.getByRole("tab", { name: label }).click();
    await expect(dialog.locator("[role=tabpanel]:not([inert])")).toContainText(secret);
  }
});

test("the call in the dialog works as it is copied, and shows there as the first use", async ({
  page,
  unique,
}) => {
  const name = unique("First use");
  await page.goto(ACCESS_KEYS);
  const { dialog } = await issueKey(page, { name });
  await expect(dialog.getByText("Waiting for its first use…")).toBeVisible();
  await dialog.getByRole("button", { name: "Copy key" }).click();
  await dialog.getByRole("tab", { name: "Node" }).click();
  const program = (await dialog.locator("[role=tabpanel]:not([inert])").locator("pre").textContent()) ?? "";
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  expect(stdout).toContain(name);
  await expect(dialog.getByText(/First used .* from (127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)/)).toBeVisible();
});

test("Download .env gives one line with the value, under the key's name", async ({ page, unique }) => {
  await page.goto(ACCESS_KEYS);
  const { dialog, secret } = await issueKey(page, { name: unique("Orders") });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download .env" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^orders-[a-z0-9-]+\.env$/);
  expect(await readFile(await download.path(), "utf8")).toBe(`KEYSMITH_ACCESS_KEY=${secret}\n`);
});

test("[0-11] [2-04] a lost value is answered with: create a new key, and revoke this one", async ({
  page,
  unique,
}) => {
  await page.goto(ACCESS_KEYS);
  const { dialog } = await issueKey(page, { name: unique("Lost") });
  await expect(dialog.getByRole("listitem").filter({ hasText: "Lost it?" })).toContainText(
    "Create a new key",
  );
  await page.reload();
  await page.getByText("How access keys work").click();
  await expect(page.getByText("A lost value cannot be shown again")).toContainText("create a new key");
});

async function expectNowhere(page: Page, secret: string) {
  const essence = secret.slice(-38, -6);
  const places = await page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
      ...[...document.querySelectorAll<HTMLInputElement>("input, textarea")].map((field) => field.value),
      ...performance.getEntries().map((entry) => entry.name),
    ].join("\n"),
  );
  expect(places).not.toContain(essence);
}

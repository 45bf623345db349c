import { expectClean } from "./harness/axe";
import type { Gate } from "./harness/gate";
import { ACCESS_KEYS, AGENT_INTEGRATIONS, issueKey, knowing, openCreate, rowOf } from "./harness/keys";
import type { Mint } from "./harness/mint";
import { pagesOfApp, ROUTES, type Route } from "./harness/routes";
import { type SeenCatalog, seenCatalog } from "./harness/seen-catalog";
import { expect, test } from "./harness/test";

const WIDTHS = [
  ["desktop", { width: 1280, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const;

const LOOKED_AT = "Looked at";
let key = "";

async function addressOf({ path }: Route, mint: Mint, gate: Gate): Promise<string> {
  if (!path.includes("{")) return path;
  if (!/\{(key|name)\}/.test(path)) {
    const catalog = await seenCatalog(mint, gate);
    return path.replace(/\{(\w+)\}/g, (_, what) => catalog[what as keyof SeenCatalog]);
  }
  const secret =
    key ||
    (await mint({ name: LOOKED_AT, description: "By everybody", scopes: ["keys:read", "tokens:exchange"] }));
  key = secret;
  const { id } = (await gate.whoami(secret)).body;
  return path.replace("{key}", id).replace("{name}", encodeURIComponent(LOOKED_AT));
}

test("every page of the app stands in the list of routes", () => {
  expect(pagesOfApp().filter((page) => !ROUTES.some((route) => route.page === page))).toEqual([]);
});

for (const route of ROUTES) {
  test(`${route.path}${route.face ? ` (${route.face})` : ""} as ${route.who}: axe finds nothing, and nothing is cut off at 320 px`, async ({
    as,
    mint,
    gate,
    faults,
  }) => {
    if (route.page === "not-found") faults.allow(/status of 404/);
    const address = await addressOf(route, mint, gate);
    const page = await as(route.who);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page).toHaveTitle(/Keysmith/);
    for (const [width, size] of WIDTHS) {
      await page.setViewportSize(size);
      await expectClean(page, width);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, "page wider than the screen").toBeLessThanOrEqual(0);
  });
}

for (const [width, viewport] of WIDTHS) {
  test.describe(`on a ${width}`, () => {
    test.use({ viewport, reducedMotion: "reduce" } as object);

    test("axe finds nothing in the dialogs and menus", async ({ page, mint, unique }) => {
      const name = unique("Seen");
      await mint({ name });
      await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(name)}`);
      await page.getByText("How access keys work").click();
      await expectClean(page, "help");
      for (const entry of ["Regenerate", "Revoke", "Delete"]) {
        await rowOf(page, name)
          .getByRole("button", { name: `Actions for ${name}` })
          .click();
        await expect(page.getByRole("menu")).toBeVisible();
        // An open menu lies above the page, and so in none of its landmarks.
        if (entry === "Regenerate") await expectClean(page, "menu of a row", ["region"]);
        await page.getByRole("menuitem", { name: entry }).click();
        const dialog = page.getByRole(entry === "Regenerate" ? "dialog" : "alertdialog");
        await expect(dialog.getByRole("region", { name: "Who uses it" })).toContainText("not been used");
        await expectClean(page, entry);
        await dialog.getByRole("button", { name: "Cancel" }).click();
        await expect(dialog).toBeHidden();
      }
      const { dialog } = await issueKey(page, { name: unique("Seen too") });
      await expectClean(page, "the value that is shown once");
      await page.keyboard.press("Escape");
      await expect(dialog.getByRole("alertdialog")).toBeVisible();
      await expectClean(page, "the question before closing");
      await dialog.getByRole("button", { name: "Close without copying" }).click();
      const form = await openCreate(page);
      await form.getByRole("radio", { name: "Never" }).check();
      await form.getByRole("button", { name: "Create", exact: true }).click();
      await expect(form.getByRole("alert")).toBeVisible();
      await expectClean(page, "the form with its errors");
    });
  });
}

test("create, copy and delete work by keyboard alone", async ({ page, context, gate, unique }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = unique("Keyboard");
  const press = (keys: string) => page.keyboard.press(keys);
  const tabTo = async (what: string) => {
    for (let i = 0; i < 80; i++) {
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
      });
      if (focused === what) return;
      await press("Tab");
    }
    throw new Error(`"${what}" cannot be reached by Tab`);
  };
  await page.goto(AGENT_INTEGRATIONS);
  await press("Tab");
  await expect(page.locator(":focus")).toHaveText("Skip to the page");
  await press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await tabTo("Create Key");
  await press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await press("Tab");
  await page.keyboard.type("Made without a mouse");
  await press("Tab");
  await expect(page.getByRole("radio", { name: "90 days" })).toBeFocused();
  await press("ArrowRight");
  await expect(page.getByRole("radio", { name: "1 year" })).toBeChecked();
  await press("Enter");
  await expect(page.getByRole("button", { name: "Copy key" })).toBeFocused();
  await press("Enter");
  await expect(page.locator("[data-announcer]")).toContainText("Copied");
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect((await gate.whoami(secret)).body.name).toBe(name);
  await press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Create Key" })).toBeFocused();
  await press("/");
  await page.keyboard.type(name);
  await press("Enter");
  // There may be no other key: one row says nothing yet.
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await tabTo(`Delete key ${name}`);
  await press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await knowing(dialog);
  await tabTo("Delete key");
  await press("Enter");
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(secret)).status).toBe(401);
});

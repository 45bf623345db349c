import { expectClean } from "./harness/axe";
import type { Gate } from "./harness/gate";
import { ACCESS_KEYS, issueKey, openCreate, rowOf } from "./harness/keys";
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

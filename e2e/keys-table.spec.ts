import type { Page } from "@playwright/test";
import { ACCESS_KEYS, AGENT_INTEGRATIONS, createKey, findKey, rowOf } from "./harness/keys";
import { expect, test } from "./harness/test";

const names = (page: Page) => page.getByRole("rowheader").getByRole("link");

test("[0-12] [4-01] [4-10] Settings > Workspace > Access Keys lists every key, and Agent Integrations those that may get tokens", async ({
  page,
  unique,
}) => {
  const name = unique("Listed");
  await createKey(page, { name, environment: "production" }, AGENT_INTEGRATIONS);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Access Keys" }).click();
  await expect(page).toHaveURL(ACCESS_KEYS);
  await expect(rowOf(page, name)).toContainText("Active");
  const other = unique("No tokens");
  await createKey(page, { name: other, scopes: ["keys:verify"] });
  await expect(rowOf(page, other)).toContainText("Active");
  await page.goto(AGENT_INTEGRATIONS);
  await expect(rowOf(page, name)).toContainText("Active");
  await expect(rowOf(page, other)).toHaveCount(0);
  await page.goto(ACCESS_KEYS);
  await expect(page.getByRole("table", { name: "Access keys" }).getByRole("columnheader")).toHaveText([
    "Select all on this page",
    "Name",
    "Key",
    "Status",
    "Scopes",
    "Last used",
    "Expires",
    "Actions",
  ]);
});

test("[4-14] a row shows the masked key, status and expiry, and Copy takes the key's id", async ({
  page,
  context,
  gate,
  mint,
  unique,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = unique("Masked");
  const secret = await mint({ name, expiration: "30 days" });
  const row = await findKey(page, name);
  await expect(row).toContainText("Active");
  await expect(row).toContainText(/in (30|29) d/);
  await expect(row.locator("code").first()).toContainText(secret.slice(-4));
  await row.getByRole("button", { name: "Copy key id" }).click();
  await expect(page.locator("[data-announcer]")).toContainText("Copied");
  const { body } = await gate.whoami(secret);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(body.public_id);
});

test("the table sorts by its headers, and the order stands in the address", async ({
  page,
  mint,
  unique,
}) => {
  const base = unique("Sort");
  for (const letter of ["B", "A", "C"]) await mint({ name: `${base} ${letter}` });
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(base)}`);
  await expect(names(page)).toHaveText([/C$/, /A$/, /B$/]);
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(names(page)).toHaveText([/A$/, /B$/, /C$/]);
  await expect(page).toHaveURL(/sort=name/);
  const header = page.getByRole("columnheader", { name: "Name" });
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await header.getByRole("button").click();
  await expect(names(page)).toHaveText([/C$/, /B$/, /A$/]);
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect(page.locator("[aria-sort]")).toHaveCount(1);
  await page.reload();
  await expect(names(page)).toHaveText([/C$/, /B$/, /A$/]);
});

test("the search finds by name and key id as one types, and / leads to it", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Needle");
  const secret = await mint({ name });
  const { public_id: publicId } = (await gate.whoami(secret)).body;
  await page.goto(ACCESS_KEYS);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("/");
  const box = page.getByRole("searchbox", { name: "Search keys" });
  await expect(box).toBeFocused();
  await page.keyboard.type(name.toUpperCase());
  await expect(names(page)).toHaveText([name]);
  await expect(page).toHaveURL(/[?&]q=/);
  await box.fill(publicId);
  await expect(names(page)).toHaveText([name]);
  await box.fill(`${publicId}x`);
  await expect(page.getByText("No key matches these filters.")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Clear filters" }).last().click();
  await expect(page).toHaveURL(ACCESS_KEYS);
  await expect(names(page).first()).toBeVisible();
});

test("the filters by status, environment, scope and expiry narrow the table, and stand in the address", async ({
  page,
  mint,
  unique,
}) => {
  const base = unique("Filter");
  await mint({
    name: `${base} one`,
    environment: "staging",
    expiration: "30 days",
    scopes: ["keys:read"],
  });
  await mint({ name: `${base} two`, environment: "production", expiration: "Never", scopes: [] });
  const choices = [
    ["Environment", "staging", "one", "environment=staging"],
    ["Scope", "keys:read", "one", "scope=keys"],
    ["Expiry", "Never", "two", "expiry=never"],
    ["Expiry", "Within 90 days", "one", "expiry=in90"],
  ] as const;
  for (const [filter, option, found, address] of choices) {
    await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(base)}`);
    await expect(names(page)).toHaveCount(2);
    await page.getByRole("button", { name: filter, exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: option, exact: true }).click();
    await expect(names(page)).toHaveText([`${base} ${found}`]);
    expect(page.url()).toContain(address);
  }
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(base)}&status=revoked`);
  await expect(page.getByText("No key matches these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filter Status" }).click();
  await expect(names(page)).toHaveCount(2);
});

test("25 keys stand on a page; the others are one press away, and the page stands in the address", async ({
  page,
  mint,
  unique,
}) => {
  const base = unique("Paged");
  for (let i = 0; i <= 26; i++) await mint({ name: `${base} ${String(i).padStart(2, "0")}` });
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(base)}&sort=name&order=asc`);
  const pages = page.getByRole("navigation", { name: "Pages" });
  await expect(pages).toContainText("1–25 of 27");
  await expect(names(page)).toHaveCount(25);
  await pages.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(names(page)).toHaveText([`${base} 25`, `${base} 26`]);
  await page.goBack();
  await expect(names(page)).toHaveCount(25);
  await pages.getByRole("combobox", { name: "Rows per page" }).selectOption("50");
  await expect(names(page)).toHaveCount(27);
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(base)}&page=9`);
  await page.getByRole("button", { name: "Go to the first page" }).click();
  await expect(names(page)).toHaveCount(25);
});

test("any text in the address is a good address", async ({ page, faults }) => {
  faults.allow(/status of 40\d/);
  for (const query of [
    "page=-1",
    "page=1e9",
    "size=7",
    "sort=secret&order=up",
    "status=,,x&scope=%27--",
    "q=%00%F0%9F%94%91",
    "expiry=in30&expiry=never",
    `q=${"x".repeat(3000)}`,
  ]) {
    const answer = await page.goto(`${ACCESS_KEYS}?${query}`);
    expect(answer?.status(), query).toBeLessThan(500);
    await expect(page.getByRole("heading", { level: 1, name: "Access Keys" })).toBeVisible();
  }
});

test("columns that are switched off stay off after a reload", async ({ page, mint, unique }) => {
  await mint({ name: unique("Columns") });
  await page.goto(ACCESS_KEYS);
  const created = page.getByRole("columnheader", { name: "Created", exact: true });
  await expect(created).toBeHidden();
  await page.getByRole("button", { name: "View" }).click();
  const kept = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("menuitemcheckbox", { name: "Created", exact: true }).click();
  await page.keyboard.press("Escape");
  await kept;
  await expect(created).toBeVisible();
  await page.reload();
  await expect(created).toBeVisible();
});

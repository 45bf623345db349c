import { ACCESS_KEYS } from "./harness/keys";
import { expect, test } from "./harness/test";

test.beforeEach(async ({ page }) => {
  await page.goto(ACCESS_KEYS);
  await page.getByText("How access keys work").click();
});

test("[2-14] a table says when to create, to rotate and to revoke", async ({ page }) => {
  const occasions = page.getByRole("table").filter({ has: page.getByRole("columnheader", { name: "When" }) });
  for (const [act, words] of [
    ["Create", "new integration"],
    ["Rotate", "create a new key, bring it live, then revoke the old one"],
    ["Revoke", "leaked"],
  ] as const)
    await expect(
      occasions.getByRole("row").filter({ has: page.getByRole("rowheader", { name: act }) }),
    ).toContainText(words);
});

test("[2-15] the help leads to Authentication, Quickstart and the life of a key, which the hub serves itself", async ({
  page,
}) => {
  for (const name of ["Authentication", "Quickstart", "Key lifecycle"]) {
    const link = page.getByRole("main").getByRole("link", { name, exact: true });
    const href = (await link.getAttribute("href")) ?? "";
    expect(href).toMatch(/^\/docs\//);
    const other = await page.context().newPage();
    expect((await other.goto(href))?.status()).toBe(200);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText(name);
    await other.close();
  }
});

test("[4-05] [4-04] a table tells access keys from secrets", async ({ page }) => {
  const table = page.getByRole("table").filter({ has: page.getByRole("columnheader", { name: "Secrets" }) });
  await expect(table.getByRole("columnheader", { name: "Access keys" })).toBeVisible();
  await expect(table.getByRole("row").filter({ hasText: "The whole workspace" })).toContainText(
    "One project",
  );
  await expect(table.getByRole("row").filter({ hasText: "Owners and Admins" })).toContainText(
    "Members of the project",
  );
});

test("[4-22] [4-24] [4-27] the help advises least privilege, revoking at once after a leak, and saying what a key is for", async ({
  page,
}) => {
  const advice = page.getByRole("main").getByRole("listitem");
  await expect(advice.filter({ hasText: "only the scopes that the program needs" })).toBeVisible();
  await expect(advice.filter({ hasText: "if a key has leaked, revoke it this minute" })).toBeVisible();
  await expect(advice.filter({ hasText: "Say in the description what it is for" })).toBeVisible();
});

test("[4-25] [4-26] [4-28] the help advises safe keeping, an expiration for every key, and few Admins", async ({
  page,
}) => {
  const advice = page.getByRole("main").getByRole("listitem");
  await expect(advice.filter({ hasText: "secret manager" })).toContainText("never in version control");
  await expect(advice.filter({ hasText: "Give every key an expiration" })).toBeVisible();
  await expect(advice.filter({ hasText: "number of Admins small" })).toBeVisible();
});

test("[4-28] the members page counts who can manage keys, and asks to keep it to few", async ({ page }) => {
  await page.goto("/settings/members");
  await expect(
    page.getByText(/\d+ of \d+ members can manage keys\. Keep it to those who need it/),
  ).toBeVisible();
  await page.getByRole("button", { name: "Invite member" }).click();
  await expect(page.getByRole("dialog")).toContainText("Make few people Owner or Admin");
});

test("from the head of the page a link leads to the troubleshooting under the table", async ({ page }) => {
  await page.getByRole("link", { name: "Why was a key refused?" }).click();
  await expect(page.getByLabel("Diagnostic id")).toBeInViewport();
});

test("[3-22] Profile > API Keys leads to the life of a key and to its rotation", async ({ page }) => {
  await page.goto("/profile/api-keys");
  for (const [name, title, address] of [
    [/lifecycle/, "Key lifecycle", /\/docs\/lifecycle/],
    [/rotation/, "Rotate a personal key", /#rotate-a-personal-key$/],
  ] as const) {
    const href = await page.getByRole("main").getByRole("link", { name }).getAttribute("href");
    expect(href).toMatch(address);
    const other = await page.context().newPage();
    await other.goto(href!);
    await expect(other.getByRole("heading", { name: title, exact: true })).toBeInViewport();
    await other.close();
  }
});

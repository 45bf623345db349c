import { expect, test } from "./harness/test";

test.use({ storageState: { cookies: [], origins: [] } });

test("a page of the documentation has its contents beside it, and they lead to its parts", async ({
  page,
}) => {
  await page.goto("/docs/lifecycle");
  const contents = page.getByRole("navigation", { name: "On this page" });
  await contents.getByRole("link", { name: "Rotation strategies" }).click();
  await expect(page).toHaveURL(/#rotation-strategies$/);
  await expect(page.getByRole("heading", { name: "Rotation strategies" })).toBeInViewport();
});

test("a heading is found in every page, by the words of it and of its page", async ({ page }) => {
  await page.goto("/docs/quickstart");
  const search = page.getByLabel("Search headings");
  await search.fill("lifecycle when to use");
  await page.getByRole("link", { name: "When to use what" }).click();
  await expect(page).toHaveURL(/\/docs\/lifecycle#when-to-use-what$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Key lifecycle");
  await search.fill("no such heading at all");
  await expect(page.getByText("No heading matches.")).toBeVisible();
});

test("on a phone the contents are folded above the text", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/docs/api");
  await page.getByText("On this page").first().click();
  await page.getByRole("link", { name: "Errors" }).first().click();
  await expect(page.getByRole("heading", { name: "Errors" })).toBeInViewport();
});

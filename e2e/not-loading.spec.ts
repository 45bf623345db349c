import type { Page } from "@playwright/test";
import { ACCESS_KEYS } from "./harness/keys";
import { expect, test } from "./harness/test";

const SCRIPTS = "**/_next/static/chunks/**/*.js*";

async function expectAdvice(page: Page) {
  for (const cause of ["The connection", "The browser", "An extension that blocks scripts", "the cache"])
    await expect(page.getByRole("listitem").filter({ hasText: cause })).toBeVisible();
}

test("[4-37] a page whose scripts are blocked says why nothing answers, and loads again", async ({
  page,
  faults,
}) => {
  faults.allow(/net::ERR_/);
  await page.route(SCRIPTS, (route) => route.abort());
  await page.goto(ACCESS_KEYS);
  const notice = page.getByRole("region", { name: "This page is not ready" });
  await expect(notice).toBeHidden();
  await expect(notice).toBeVisible({ timeout: 12_000 });
  await expectAdvice(page);
  await page.unroute(SCRIPTS);
  await notice.getByRole("link", { name: "Load again" }).click();
  await page.getByRole("button", { name: "Create Key" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("[4-37] a part whose script does not come says why, and Try again brings it", async ({
  page,
  faults,
}) => {
  faults.allow(/net::ERR_|ChunkLoadError|Failed to load chunk/);
  await page.goto("/docs/security");
  await expect(page.getByRole("heading", { name: "Security", level: 1 })).toBeVisible();
  await page.route(SCRIPTS, (route) => route.abort());
  await page.getByRole("link", { name: "Back to the console" }).click();
  await expect(page.getByRole("heading", { name: "could not be loaded" })).toBeVisible();
  await expectAdvice(page);
  await page.unroute(SCRIPTS);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Create Key" }).first()).toBeVisible();
});

import { ACCESS_KEYS } from "./harness/keys";
import { expect, test } from "./harness/test";

test("a tab is never without a title on the way from page to page, in a slow browser too", async ({
  page,
  context,
}) => {
  test.setTimeout(90_000);
  await page.goto(ACCESS_KEYS);
  const untitled = await page.evaluateHandle(() => {
    const pages: string[] = [];
    new MutationObserver(() => {
      if (!document.title) pages.push(location.pathname);
    }).observe(document, { subtree: true, childList: true, characterData: true });
    return pages;
  });
  const browser = await context.newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 2 });
  for (const title of ["Audit log", "Members", "Agent Integrations", "Notices", "Applications", "Profile"]) {
    await page.getByRole("link", { name: title, exact: true }).first().click();
    await expect(page).toHaveTitle(`${title} · Keysmith`, { timeout: 20_000 });
  }
  expect(await untitled.jsonValue()).toEqual([]);
});

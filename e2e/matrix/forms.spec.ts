/** The door that turns away what no page posts lets through what pages do post, with scripts and without. */
import { expect, test } from "../harness/test";

test.use({ storageState: { cookies: [], origins: [] } });

for (const javaScriptEnabled of [true, false]) {
  test(`the theme's form is understood ${javaScriptEnabled ? "with" : "without"} scripts`, async ({ as }) => {
    const page = await as("stranger", { javaScriptEnabled });
    await page.goto("/sign-in");
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      page.getByRole("button", { name: "Theme: Dark" }).click(),
    ]);
    expect(answer.status()).toBeLessThan(400);
    await page.waitForLoadState();
    const cookies = await page.context().cookies();
    expect(cookies.find(({ name }) => name.endsWith("keysmith.theme"))?.value).toBe("dark");
  });
}

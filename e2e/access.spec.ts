import { ACCESS_KEYS, AGENT_INTEGRATIONS, createKey } from "./harness/keys";
import { MEMBERS } from "./harness/members";
import { PEOPLE } from "./harness/people";
import { expect, test } from "./harness/test";

const AREAS = [ACCESS_KEYS, AGENT_INTEGRATIONS, MEMBERS, "/settings/audit-log"];

for (const who of ["developer", "consumer", "viewer"] as const) {
  test(`[4-02] [4-03] a ${PEOPLE[who].role} meets Access Denied, which names the role needed and whom to ask`, async ({
    as,
    gate,
    mint,
    unique,
  }) => {
    const { id } = (await gate.whoami(await mint({ name: unique("Not for all") }))).body;
    const page = await as(who);
    for (const path of [...AREAS, `/keys/${id}`]) {
      await page.goto(path);
      const main = page.getByRole("main");
      await expect(main.getByRole("heading", { level: 1 })).toHaveText("Access Denied");
      await expect(main).toContainText(`signed in as ${PEOPLE[who].name} (${PEOPLE[who].email})`);
      await expect(main).toContainText(`with the role ${PEOPLE[who].role}`);
      await expect(main).toContainText("you need the role Owner or Admin");
      for (const granter of [PEOPLE.owner, PEOPLE.admin]) {
        const line = main.getByRole("listitem").filter({ hasText: granter.name });
        await expect(line.getByRole("link", { name: granter.email })).toHaveAttribute("href", /^mailto:/);
      }
      await expect(main.getByRole("table")).toHaveCount(0);
    }
    const links = await page.getByRole("navigation", { name: "Main" }).getByRole("link").all();
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) await expect(link).not.toHaveAttribute("href", /^\/(settings|admin)/);
    await page.goto("/");
    await expect(page).toHaveURL("/catalog");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("API Catalog");
  });
}

test("[4-02] [4-04] an Admin manages the workspace's keys, whoever made them", async ({
  as,
  gate,
  mint,
  unique,
}) => {
  const page = await as("admin");
  const name = unique("By the admin");
  const secret = await createKey(page, { name });
  expect((await gate.whoami(secret)).body.workspace).toBe("northwind");
  const other = unique("By the owner");
  await mint({ name: other });
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(other)}`);
  await page.getByRole("button", { name: `Edit key ${other}` }).click();
  await page.getByRole("dialog").getByLabel("Description").fill("edited by Adam");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row").filter({ hasText: other })).toContainText("edited by Adam");
});

test("a stranger is sent to sign in, and comes back to the page that was asked for", async ({ as }) => {
  const page = await as("stranger");
  for (const path of AREAS) {
    await page.goto(path);
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?to=${encodeURIComponent(path)}$`));
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
});

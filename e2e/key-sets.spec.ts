/** Workspace > Keys: key sets are found by text, by status and by filters. */
import { expect, type Page } from "@playwright/test";
import { createApiKey } from "./harness/api-keys";
import { expectClean } from "./harness/axe";
import { catalogOf, type Wanted } from "./harness/catalog";
import { action, DAY_MS, KEYS, redate, test } from "./harness/key-sets";
import { rowOf } from "./harness/keys";

const day = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 10);
const rows = (page: Page) => page.getByRole("table", { name: "Key sets" }).getByRole("rowheader");
/** A filter's chip, which stands before a column's head of the same name. */
const chip = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).first();

test("[1-01] [1-02] [1-03] Workspace > Keys stands in the menu of who may enter it; key sets are found by text and by status", async ({
  page,
  as,
  catalog,
  unique,
}) => {
  const name = unique("Found");
  const asked = { name: `${name} pending`, approval: "manual" as const };
  await catalog.keySet(asked);
  const active = await catalog.keySet({ name: `${name} active` });
  const suspended = await catalog.keySet({ name: `${name} suspended` });
  await catalog.post(`/v1/key-sets/${suspended.id}/suspend`);
  const revoked = await catalog.keySet({ name: `${name} revoked` });
  await catalog.post(`/v1/key-sets/${revoked.id}/revoke`, { reason: "other" });
  const expired = await catalog.keySet({ name: `${name} expired`, policy: { rotation: null } });
  await redate(expired.id, { activatedMs: -2 * DAY_MS, expiresMs: -DAY_MS });

  await page.goto("/settings/members");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Keys", exact: true })
    .click();
  await expect(page).toHaveURL(new RegExp(`${KEYS}$`));
  await page.getByRole("searchbox", { name: "Search key sets" }).fill(name);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(rows(page)).toHaveCount(5);
  await page.getByRole("button", { name: "Status", exact: true }).click();
  for (const status of ["Pending", "Active", "Suspended", "Revoked", "Expired"]) {
    await page.getByRole("menuitemcheckbox", { name: status }).click();
    const row = rowOf(page, `API key - ${name} ${status.toLowerCase()}`);
    await expect(rows(page)).toHaveCount(1);
    await expect(row.getByText(status, { exact: true })).toBeVisible();
    await page.getByRole("menuitemcheckbox", { name: status }).click();
    await expect(rows(page)).toHaveCount(5);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill(`${name} nowhere`);
  await expect(page.getByText("No key set matches these filters.")).toBeVisible();
  // A Viewer enters it too. A Developer sees what belongs to their own groups, which this does not.
  const viewer = await as("viewer");
  await viewer.goto(`${KEYS}?q=${encodeURIComponent(`${name} active`)}`);
  await rowOf(viewer, active.name).getByRole("link").click();
  await expect(viewer.getByRole("heading", { level: 1 })).toHaveText(active.name);
  const developer = await as("developer");
  await developer.goto(`${KEYS}?q=${encodeURIComponent(name)}`);
  await expect(developer.getByText("No key set matches these filters.")).toBeVisible();
});

test("[1-04] [1-05] [1-06] filters by authentication type, API and environment stand in the address, and hold when it is opened anew", async ({
  page,
  catalog,
  unique,
}) => {
  const name = unique("Sorted");
  const make = (wanted: Partial<Wanted>, part: string) =>
    catalog.keySet({ name: `${name} ${part}`, ...wanted });
  const basic = await make({ authType: "basic", environment: "staging" }, "basic");
  const plain = await make({ environment: "staging" }, "plain");
  const oauth = await make({ authType: "oauth2_client_credentials" }, "oauth");
  const at = `${KEYS}?q=${encodeURIComponent(name)}`;
  const choose = async (filter: string | RegExp, choice: string) => {
    await chip(page, filter).click();
    await page.getByRole("menuitemcheckbox", { name: choice, exact: true }).click();
    await page.keyboard.press("Escape");
  };
  await page.goto(at);
  await expect(rows(page)).toHaveCount(3);
  await choose("Environment", "staging");
  await expect(rows(page)).toHaveCount(2);
  await choose("Authentication type", "Basic");
  await expect(rows(page)).toHaveCount(1);
  await expect(rowOf(page, basic.name)).toContainText("Basic");
  await expect(page).toHaveURL(/environment=staging/);
  await expect(page).toHaveURL(/authType=basic/);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await action(page, "Views").click();
  await page.getByRole("menuitem", { name: "Save this view" }).click();
  await expectClean(page, "a view that is to be saved");
  await page.getByRole("dialog").getByLabel("Name").fill("Staging, Basic");
  const kept = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await kept;
  await page.goto(KEYS);
  await action(page, "Views").click();
  await page.getByRole("menuitem", { name: "Staging, Basic" }).click();
  await expect(page).toHaveURL(/authType=basic/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Clear filter Environment" }).click();
  await page.getByRole("button", { name: "Clear filter Authentication type" }).click();
  await expect(rows(page)).toHaveCount(3);
  await choose("Associated APIs", plain.api.name);
  await expect(rows(page)).toHaveText([new RegExp(plain.name)]);
  await expect(page).toHaveURL(new RegExp(`api=${plain.api.id}`));
  await choose(/^Associated APIs/, oauth.api.name);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Clear filters", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${KEYS}$`));
  await page.goto(`${at}&sort=name&order=asc`);
  await expect(rows(page)).toHaveText([/API key/, /Basic/, /OAuth 2/]);
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await expect(rows(page)).toHaveText([/OAuth 2/, /Basic/, /API key/]);
});

test("[1-07] [1-08] [1-09] filters by expiration date, by other dates, and by organization and group", async ({
  page,
  gate,
  catalog,
  unique,
}) => {
  const name = unique("Dated");
  // Organizations and groups are kept by people.
  const person = catalogOf(gate, await createApiKey(page, unique("Keeps groups")), unique);
  const partner = await person.post("/v1/organizations", { name: `${name} Partner`, kind: "external" });
  const team = await person.post("/v1/groups", { name: `${name} Team` });
  const near = await catalog.keySet({
    name: `${name} near`,
    policy: { expiration: { amount: 20, unit: "days" } },
    application: { organization_id: partner.id },
  });
  const far = await catalog.keySet({
    name: `${name} far`,
    policy: { expiration: { amount: 60, unit: "days" } },
    application: { group_id: team.id },
  });
  await page.goto(`${KEYS}?q=${encodeURIComponent(name)}`);
  await expect(rows(page)).toHaveCount(2);
  const popup = page.getByRole("dialog");
  await action(page, "Expiration date").click();
  await popup.getByRole("button", { name: "Within 30 days" }).click();
  await expect(rows(page)).toHaveText([new RegExp(near.name)]);
  await expect(page).toHaveURL(/expiry=in30/);
  await expectClean(page, "a filter by date");
  await popup.getByRole("button", { name: "Within 30 days" }).click();
  await popup.getByLabel("From").fill(day(40 * DAY_MS));
  await expect(rows(page)).toHaveText([new RegExp(far.name)]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear filter Expiration date" }).click();
  await expect(rows(page)).toHaveCount(2);

  await action(page, "More filters").click();
  for (const [filter, field] of [
    ["Created", "From"],
    ["Rotated", "From"],
    ["Last used", "To"],
  ] as const) {
    await chip(page, filter).click();
    // Tomorrow, nothing was made yet; and nothing was ever used.
    await popup.getByLabel(field).fill(day(DAY_MS));
    await expect(page.getByText("No key set matches these filters.")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: `Clear filter ${filter}` }).click();
    await expect(rows(page)).toHaveCount(2);
  }
  await chip(page, "Created").click();
  await popup.getByLabel("From").fill(day(-DAY_MS));
  await popup.getByLabel("To").fill(day(DAY_MS));
  await expect(page).toHaveURL(/createdFrom=.*createdTo=|createdTo=.*createdFrom=/);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await action(page, "Organization").click();
  await page.getByRole("menuitemcheckbox", { name: `${name} Partner` }).click();
  await expect(rows(page)).toHaveText([new RegExp(near.name)]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear filter Organization" }).click();
  await action(page, "Group").click();
  await page.getByRole("menuitemcheckbox", { name: `${name} Team` }).click();
  await expect(rows(page)).toHaveText([new RegExp(far.name)]);
});

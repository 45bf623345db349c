import type { Page } from "@playwright/test";
import { createApiKey } from "./harness/api-keys";
import {
  catalogOf,
  KEYS,
  type Made,
  milestone,
  openKeySet,
  redate,
  retrieve,
  shownCredential,
  type Wanted,
} from "./harness/key-sets";
import { knowing, rowOf } from "./harness/keys";
import { test as base, expect } from "./harness/test";

/** The catalog as a program keeps it, by a key that may. */
const test = base.extend<{ catalog: ReturnType<typeof catalogOf> }>({
  catalog: async ({ gate, mint, unique }, use) =>
    use(
      catalogOf(
        gate,
        await mint({
          name: unique("Keeps the catalog"),
          scopes: ["key-sets:read", "key-sets:write", "keys:verify"],
        }),
      ),
    ),
});
const DAY_MS = 86_400_000;
const day = (ms: number) => new Date(Date.now() + ms).toISOString().slice(0, 10);
const rows = (page: Page) => page.getByRole("table", { name: "Key sets" }).getByRole("rowheader");
/** A filter's chip, which stands before a column's head of the same name. */
const chip = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).first();
const action = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

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
  const person = catalogOf(gate, await createApiKey(page, unique("Keeps groups")));
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

test("[1-19] [1-20] [1-31] a key set is pending until its subscription is approved; its APIs and subscriptions stand on its page, each to be opened", async ({
  page,
  catalog,
  unique,
}) => {
  const set = await catalog.keySet({ name: unique("Wanted"), approval: "manual", useCase: "Shows orders" });
  await openKeySet(page, set.id);
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("Pending: it has no secret yet");
  await expect(notices).toContainText(`approves the subscription to ${set.api.name}`);
  for (const name of ["Retrieve Credentials", "Suspend", "Regenerate Key", "Revoke Key"])
    await expect(action(page, name)).toHaveAccessibleDescription(/still pending/);
  await catalog.post(`/v1/subscriptions/${set.subscription}/approve`);
  await page.reload();
  await expect(page.getByRole("main").locator("header").getByText("Active", { exact: true })).toBeVisible();
  await expect(notices).toBeHidden();
  const tab = page.getByRole("tabpanel", { name: "Authorized APIs and Subscriptions" });
  const row = tab.getByRole("row").filter({ hasText: set.api.slug });
  await expect(row.getByRole("link", { name: set.api.name, exact: true })).toHaveAttribute(
    "href",
    `/catalog/${set.api.id}`,
  );
  await expect(row).toContainText("Active");
  await row.getByRole("link", { name: `Inspect the subscription to ${set.api.name}` }).click();
  await expect(page).toHaveURL(new RegExp(`/subscriptions/${set.subscription}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(set.api.name);
  await expect(page.getByRole("main")).toContainText("Shows orders");
  await page.goBack();
  await row.getByRole("link", { name: set.api.name, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/catalog/${set.api.id}$`));
  await page.goBack();
  // Of another environment, the same application has another key set: neither stands on the other's page.
  const { api, application } = set;
  const other = await catalog.post("/v1/subscriptions", {
    ...{ application_id: application, api_id: api.id, environment: "staging", use_case: "" },
  });
  await page.reload();
  await expect(tab.getByRole("row")).toHaveCount(2);
  await catalog.post(`/v1/subscriptions/${other.id}/reject`, { reason: "Not there" });
  await tab.getByRole("button", { name: "Organization" }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "None" })).toBeVisible();
});

test("[1-21] [1-24] [1-26] Retrieve Credentials gives what the policy allows: a key that works, client credentials, or a secret that is shown once", async ({
  page,
  context,
  catalog,
  unique,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = unique("Read");
  const set = await catalog.keySet({
    name,
    policy: {
      expiration: { amount: 12, unit: "months" },
      rotation: { amount: 90, unit: "days" },
      overlap_days: 7,
    },
  });
  await openKeySet(page, set.id);
  await expect(milestone(page, "Provisioning")).toContainText(/ago|just now/);
  const secret = await retrieve(page);
  expect(await catalog.verdict(secret, set)).toBe("valid");
  expect(await page.content(), "nothing of it stays on the page").not.toContain(secret);
  await page.getByRole("tab", { name: "Policy" }).click();
  const policy = page.getByRole("tabpanel", { name: "Policy" });
  await expect(policy).toContainText("12 months after its activation");
  await expect(policy).toContainText("Every 90 days");
  await expect(policy).toContainText("7 days in which the old key works too");
  await expect(policy).toContainText(`${name} rules`);
  await page.getByRole("tab", { name: "Keys" }).click();
  await expect(page.getByRole("table", { name: "Keys" }).getByRole("row").nth(1)).toContainText(/1\s*LATEST/);

  const once = await catalog.keySet({
    name: `${name} once`,
    authType: "oauth2_client_credentials",
    policy: { retrievable: false },
  });
  await openKeySet(page, once.id);
  await action(page, "Retrieve Credentials").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("This secret is shown once, and then wiped");
  await dialog.getByRole("button", { name: "Show it once" }).click();
  const shown = await shownCredential(dialog);
  await expect(dialog).toContainText("Client ID");
  await expect(dialog.getByText(/\/w\/[\w-]+\/oauth\/token$/)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByRole("alertdialog", { name: "You haven't copied it" })).toBeVisible();
  await dialog.getByRole("button", { name: "Go back" }).click();
  await dialog.getByRole("button", { name: "Copy client secret" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await expect(action(page, "Retrieve Credentials")).toHaveAccessibleDescription(/shown once/);
});

test("[1-33] [1-34] [1-36] Suspend: one that fails is tried again; its calls end in an error, its credentials stay to be seen, until it is activated", async ({
  page,
  as,
  faults,
  catalog,
  unique,
}) => {
  const set = await catalog.keySet({ name: unique("Stopped") });
  await openKeySet(page, set.id);
  const secret = await retrieve(page);
  expect(await catalog.verdict(secret, set)).toBe("valid");
  faults.allow(/Failed to fetch|ERR_FAILED|net::ERR/);
  await action(page, "Suspend").click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("API calls with this key return an error");
  await dialog.getByLabel("Reason").fill("Under inquiry");
  await expect(dialog.getByRole("region", { name: "Who uses it" })).toContainText(/used|In use/);
  await page.route(`**${KEYS}/**`, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog).toContainText("press the button again");
  expect(await catalog.verdict(secret, set)).toBe("valid");
  await page.unroute(`**${KEYS}/**`);
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect(await catalog.verdict(secret, set)).toBe("suspended");
  await dialog.getByRole("button", { name: "Done" }).click();
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText(/Suspended by hand.*Olive Owner: Under inquiry/);
  expect(await retrieve(page)).toBe(secret);
  // A Viewer sees it, and none of the buttons.
  const viewer = await as("viewer");
  await openKeySet(viewer, set.id);
  await expect(viewer.getByRole("region", { name: "Notices" })).toContainText("Under inquiry");
  for (const name of ["Activate", "Retrieve Credentials", "Regenerate Key", "Revoke Key", "Rename"])
    await expect(action(viewer, name)).toHaveCount(0);

  await catalog.post(`/v1/applications/${set.application}/suspend`, { reason: "Contract over" });
  await page.reload();
  await expect(notices).toContainText(/Suspended with its application/);
  await expect(action(page, "Activate")).toHaveAccessibleDescription(/Activate the application first/);
  await catalog.post(`/v1/applications/${set.application}/activate`, { also_individual: false });
  await page.reload();
  await expect(notices).not.toContainText("with its application");
  await action(page, "Activate").click();
  await expect(action(page, "Suspend")).toBeVisible();
  await expect(notices).toBeHidden();
  expect(await catalog.verdict(secret, set)).toBe("valid");
});

test("[1-39] [1-40] [1-43] Regenerate Key, where the policy allows it: the old key is refused, the new one as suspended as it was, the timeline follows", async ({
  page,
  catalog,
  unique,
}) => {
  const closed = await catalog.keySet({
    name: unique("Fixed"),
    policy: { manual_regeneration: false },
  });
  await openKeySet(page, closed.id);
  await expect(action(page, "Regenerate Key")).toHaveAccessibleDescription(/does not allow manual/);
  const set = await catalog.keySet({
    name: unique("Renewed"),
    policy: { expiration: { amount: 6, unit: "months" } },
  });
  await openKeySet(page, set.id);
  const old = await retrieve(page);
  await catalog.post(`/v1/key-sets/${set.id}/suspend`);
  await page.reload();
  await action(page, "Regenerate Key").click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Key 1 is revoked at once and for good");
  await expect(dialog).toContainText("The new key is suspended too");
  await expect(dialog).toContainText("expires 6 months from now");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Regenerate Key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(milestone(page, "Revocation of key 1")).toContainText("Replaced by a newer version");
  const fresh = await retrieve(page);
  expect(fresh).not.toBe(old);
  expect(await catalog.verdict(old, set)).toBe("revoked");
  expect(await catalog.verdict(fresh, set)).toBe("suspended");
  await action(page, "Activate").click();
  await expect(action(page, "Suspend")).toBeVisible();
  expect(await catalog.verdict(fresh, set)).toBe("valid");
  expect(await catalog.verdict(old, set)).toBe("revoked");
  await expect(milestone(page, "Expiration of key 1")).toContainText("Cancelled");
  await expect(milestone(page, "Expiration of key 2")).toContainText("Planned");
  await page.getByRole("tab", { name: "Keys" }).click();
  const keys = page.getByRole("table", { name: "Keys" }).getByRole("row");
  await expect(keys.nth(1)).toContainText(/2\s*LATEST/);
  await expect(keys.nth(2)).toContainText("Revoked");
});

test("[1-22] [1-28] [1-46] the timeline tells a rotation with its scheduled and its actual date and the delay", async ({
  page,
  catalog,
  unique,
}) => {
  const set = await catalog.keySet({
    name: unique("Turns"),
    policy: { rotation: { amount: 30, unit: "days" }, overlap_days: 7 },
  });
  await openKeySet(page, set.id);
  await expect(milestone(page, "Rotation")).toContainText("Planned");
  await expect(milestone(page, "Rotation")).toContainText(/in 30 d/);
  const old = await retrieve(page);
  await redate(set.id, { activatedMs: -33 * DAY_MS, rotatesMs: -3 * DAY_MS });
  await expect(async () => {
    await page.reload();
    await expect(milestone(page, "Rotation of key 1")).toContainText("3 d late", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expect(milestone(page, "Rotation of key 1")).toContainText(/Planned for .* UTC/);
  await expect(milestone(page, "Rotation of key 2")).toContainText("in 30 d");
  await expect(milestone(page, "Revocation of key 1")).toContainText("in 7 d");
  await expect(page.getByRole("region", { name: "Notices" })).toContainText(
    "the old and the new key both work",
  );
  const fresh = await retrieve(page);
  expect(fresh).not.toBe(old);
  for (const secret of [old, fresh]) expect(await catalog.verdict(secret, set)).toBe("valid");
});

test("[1-27] [1-50] [1-52] expiration as it was planned and as it came, and a revocation that is confirmed and for good", async ({
  page,
  catalog,
  unique,
}) => {
  const make = (name: string): Promise<Made> =>
    catalog.keySet({
      name,
      policy: { expiration: { amount: 30, unit: "days" }, manual_regeneration: false },
    });
  const ending = await make(unique("Ends"));
  await openKeySet(page, ending.id);
  await expect(milestone(page, "Expiration")).toContainText("Planned");
  await expect(milestone(page, "Expiration")).toContainText("in 30 d");
  const secret = await retrieve(page);
  await redate(ending.id, { expiresMs: 4_000 });
  expect(await catalog.verdict(secret, ending)).toBe("valid");
  await expect.poll(() => catalog.verdict(secret, ending), { timeout: 8_000 }).toBe("expired");
  await page.reload();
  await expect(milestone(page, "Expiration")).toContainText("On time");
  await expect(milestone(page, "Expiration")).toContainText(/ago|just now/);
  await expect(action(page, "Retrieve Credentials")).toHaveAccessibleDescription(/wiped/);

  const set = await make(unique("Withdrawn"));
  await openKeySet(page, set.id);
  const key = await retrieve(page);
  expect(await catalog.verdict(key, set)).toBe("valid");
  await action(page, "Revoke Key").click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("disabled permanently");
  await dialog.getByLabel("Reason").selectOption({ label: "No longer needed" });
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Revoke Key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  await dialog.getByRole("button", { name: "Done" }).click();
  expect(await catalog.verdict(key, set)).toBe("revoked");
  await expect(milestone(page, "Revocation")).toContainText("No longer needed");
  await expect(milestone(page, "Expiration")).toContainText("Cancelled");
  for (const name of ["Suspend", "Regenerate Key", "Revoke Key"])
    await expect(action(page, name)).toHaveAccessibleDescription(/revoked, for good/);
});

/** A key set's page: its subscriptions, its credentials, its timeline. */
import { expect } from "@playwright/test";
import { expectClean } from "./harness/axe";
import {
  action,
  DAY_MS,
  milestone,
  openKeySet,
  redate,
  retrieve,
  shownCredential,
  test,
} from "./harness/key-sets";

test("[1-19] [1-20] [1-31] a key set is pending until its subscription is approved; its APIs and subscriptions stand on its page, each to be opened; and it takes another name", async ({
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
  await action(page, "Rename").click();
  const rename = page.getByRole("dialog", { name: /^Rename / });
  await expectClean(page, "Rename");
  await rename.getByLabel("Name").fill("");
  await rename.getByRole("button", { name: "Save" }).click();
  await expect(rename.getByRole("alert")).toContainText("One field needs attention");
  await expect(rename.getByLabel("Name")).toBeFocused();
  const renamed = unique("Taken");
  await rename.getByLabel("Name").fill(renamed);
  await expect(rename.getByRole("alert")).toBeHidden();
  await rename.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(renamed);
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
  await expectClean(page, "the question before a secret that is shown once");
  await dialog.getByRole("button", { name: "Show it once" }).click();
  const shown = await shownCredential(dialog);
  await expect(dialog).toContainText("Client ID");
  await expect(dialog.getByText(/\/w\/[\w-]+\/oauth\/token$/)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog.getByRole("alertdialog", { name: "You haven't copied it" })).toBeVisible();
  await expectClean(page, "client credentials, before they were copied");
  await dialog.getByRole("button", { name: "Go back" }).click();
  await dialog.getByRole("button", { name: "Copy client secret" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  await expect(action(page, "Retrieve Credentials")).toHaveAccessibleDescription(/shown once/);
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

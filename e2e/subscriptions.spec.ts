/** Subscriptions: what one brings, what becomes of it, and what cannot be. */
import type { Page } from "@playwright/test";
import { suspendApplication } from "@/lib/services/applications/suspend";
import { revokeKeySet } from "@/lib/services/key-sets/revoke";
import { runCommand } from "@/lib/services/run-command";
import { subscribe } from "@/lib/services/subscriptions/subscribe";
import { makeGroup } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { expectClean } from "./harness/axe";
import { type CatalogWorkspace, choose, openCatalogWorkspace, press } from "./harness/catalog-workspace";
import { expect, test } from "./harness/test";

test.describe.configure({ mode: "default" });

let place: CatalogWorkspace;
test.beforeAll(async () => {
  place = await openCatalogWorkspace();
});
test.afterAll(() => place?.close());

test("[1-13] [1-14] [1-17] before the click it says which key set is reused, and one that was revoked never is", async ({
  page,
  context,
}) => {
  await place.enterAs(context, "owner");
  const same = [await place.api("First"), await place.api("Second"), await place.api("Third")] as const;
  const monthly = [{ authType: "api_key", policyTemplateId: place.policies.monthly }];
  const otherPolicy = await place.api("Other policy", { authTypes: monthly });
  const shop = await place.application("Web shop");
  const input = { applicationId: shop.id, environment: "production" };
  const { keySets } = done(await runCommand(subscribe, place.home.as(), { ...input, apiId: same[0].id }));
  const name = `API key - ${shop.name}`;
  expect(keySets[0]!.name).toBe(name);

  const second = await choose(page, { apiId: same[1].id, application: shop.name });
  await expect(second.brings.getByRole("listitem")).toContainText(`Reuses${name}`);
  await press(second.dialog, "Subscribe");
  await expect(second.dialog.getByRole("listitem")).toContainText(`Reused${name}`);
  await expect(second.dialog.getByRole("link", { name })).toHaveAttribute(
    "href",
    `/workspace/keys/${keySets[0]!.id}`,
  );
  const other = await choose(page, { apiId: otherPolicy.id, application: shop.name });
  await expect(other.brings.getByRole("listitem")).toContainText(`New${name}`);
  await expect(other.brings).toContainText("Expires after 1 month");

  done(await runCommand(revokeKeySet, place.home.as(), { id: keySets[0]!.id, reason: "leaked" }));
  const third = await choose(page, { apiId: same[2].id, application: shop.name });
  await expect(third.brings.getByRole("listitem")).toContainText(`New${name}`);
  await press(third.dialog, "Subscribe");
  await expect(third.dialog.getByRole("listitem")).toContainText(`Made${name}`);
  const link = third.dialog.getByRole("link", { name });
  await expect(link).not.toHaveAttribute("href", new RegExp(keySets[0]!.id));
});

test("[1-12] [1-15] [1-16] a subscription brings a key set for each authentication type, by the policy of its template", async ({
  page,
  context,
}) => {
  await place.enterAs(context, "owner");
  const shop = await place.application("Till");
  const orders = await place.api("Payments", {
    authTypes: [
      { authType: "api_key", policyTemplateId: place.policies.yearly },
      { authType: "basic", policyTemplateId: place.policies.monthly },
      { authType: "oauth2_client_credentials", policyTemplateId: place.policies.yearly },
    ],
  });
  const { dialog, brings } = await choose(page, { apiId: orders.id, application: shop.name });
  const planned = brings.getByRole("listitem");
  await expect(planned).toHaveCount(3);
  const types = { "API key": "12 months", Basic: "1 month", "OAuth 2 client credentials": "12 months" };
  for (const [type, life] of Object.entries(types))
    await expect(planned.filter({ hasText: `${type} - ${shop.name}` })).toContainText(
      `Expires after ${life}`,
    );
  await press(dialog, "Subscribe");
  await dialog.getByRole("link", { name: "Open the subscription" }).click();
  const sets = page.getByRole("region", { name: "Key sets" }).getByRole("listitem");
  await expect(sets).toHaveCount(3);
  for (const type of Object.keys(types))
    await expect(sets.filter({ hasText: `${type} - ${shop.name}` })).toContainText("Active");
});

test("[1-18] [1-30] a Developer's request is withdrawn, rejected with a reason, approved, suspended, activated and revoked", async ({
  page,
  context,
  as,
}) => {
  test.slow();
  await place.enterAs(context, "owner");
  const theirs = await as("stranger");
  await place.enterAs(theirs.context(), "developer");
  const developer = await place.personOf("developer");
  const group = await makeGroup(place.home, developer);
  const shop = await place.application("Ledger app", { groupId: group.id });
  const foreign = await place.application("Foreign app");
  const ledger = await place.api("Ledger", { approval: "manual" });
  const again = async () => {
    const input = { applicationId: shop.id, apiId: ledger.id, environment: "production" };
    return done(await runCommand(subscribe, place.home.as(developer), input)).id;
  };
  const badge = (where: Page, word: string) =>
    expect(where.getByRole("main").locator("header").getByText(word, { exact: true })).toBeVisible();

  const { dialog, brings } = await choose(theirs, { apiId: ledger.id, application: shop.name });
  await expect(dialog.getByRole("option", { name: foreign.name })).toHaveCount(0);
  await expect(brings).toContainText("Waits for approval");
  await press(dialog, "Subscribe");
  await expect(dialog).toContainText("The subscription waits for approval");
  await dialog.getByRole("link", { name: "Open the subscription" }).click();
  await badge(theirs, "Pending");
  const sets = theirs.getByRole("region", { name: "Key sets" });
  await expect(sets.getByRole("listitem")).toContainText("Pending");
  await expect(theirs.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await press(theirs, "Withdraw");
  await expect(theirs.getByRole("alertdialog")).toContainText(`API key - ${shop.name}`);
  await expectClean(theirs, "the question before withdrawing");
  await press(theirs.getByRole("alertdialog"), "Withdraw subscription");
  await badge(theirs, "Withdrawn");
  await expect(sets).toContainText("went with it");

  await again();
  await page.goto("/subscriptions");
  const received = page.getByRole("link", { name: /^Received \d+ waiting$/ });
  await expect(received).toHaveAttribute("aria-current", "page");
  await press(page, "Status");
  await page.getByRole("menuitemcheckbox", { name: "Pending" }).click();
  await expect(page).toHaveURL(/status=pending/);
  await page.keyboard.press("Escape");
  await press(page, "API");
  await page.getByRole("menuitemcheckbox", { name: ledger.name }).click();
  await expect(page).toHaveURL(new RegExp(`api=${ledger.id}`));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("rowheader")).toHaveText([shop.name]);
  await page.getByRole("button", { name: `Actions for ${shop.name}` }).click();
  await expect(page.getByRole("menuitem", { name: /Suspend.*not active/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await page.getByRole("menuitem", { name: "Reject" }).click();
  const asked = page.getByRole("alertdialog");
  await asked.getByLabel("Reason").fill("Say for which books");
  await expectClean(page, "the question before rejecting");
  await press(asked, "Reject subscription");
  await expect(asked).toBeHidden();
  await expect(page.getByText("No subscription matches")).toBeVisible();
  await theirs.goto("/subscriptions?status=rejected");
  await theirs.getByRole("link", { name: shop.name }).click();
  await badge(theirs, "Rejected");
  await expect(theirs.getByRole("region", { name: "History" })).toContainText("Say for which books");

  const id = await again();
  await page.goto(`/subscriptions/${id}`);
  await press(page, "Approve");
  await expectClean(page, "the question before approving");
  await press(asked, "Approve subscription");
  await badge(page, "Active");
  const set = page.getByRole("region", { name: "Key sets" }).getByRole("listitem");
  await expect(set).toContainText(`API key - ${shop.name}`);
  await expect(set).toContainText("Active");
  for (const [move, word] of [
    ["Suspend", "Suspended"],
    ["Activate", "Active"],
    ["Revoke", "Revoked"],
  ]) {
    await press(page, move!);
    await press(asked, `${move} subscription`);
    if (move !== "Activate") {
      await expect(asked).toContainText("Refused at 1 of 1 gate");
      if (move === "Suspend") await expectClean(page, "the receipt of a suspension");
      await press(asked, "Done");
    }
    await badge(page, word!);
  }
  const steps = page.getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(steps).toHaveCount(5);
  await expect(steps.first()).toContainText("The owner revoked the subscription");
  await expect(page.getByRole("main").locator("header").getByRole("button")).toHaveCount(0);

  await page.getByRole("link", { name: `${ledger.name} 1` }).click();
  await expect(page).toHaveURL(`/catalog/${ledger.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ledger.name);
});

test("what cannot be is refused with its reason, on the screen before the click and by the server after it", async ({
  page,
  context,
}) => {
  await place.enterAs(context, "owner");
  const orders = await place.api("Refusing", { environments: ["production", "staging"] });
  const shop = await place.application("Corner shop");
  const asleep = await place.application("Closed shop");
  const subscribeTo = (environment: string) =>
    runCommand(subscribe, place.home.as(), { applicationId: shop.id, apiId: orders.id, environment });
  done(await subscribeTo("production"));
  done(await runCommand(suspendApplication, place.home.as(), { id: asleep.id }));

  await page.goto(`/catalog/${orders.id}`);
  await press(page, "Subscribe");
  const dialog = page.getByRole("dialog");
  const suspended = dialog.getByRole("option", { name: new RegExp(`^${asleep.name}: .*is suspended`) });
  await expect(suspended).toBeDisabled();
  await expect(dialog.getByRole("button", { name: "Subscribe" })).toHaveAccessibleDescription(
    "Choose an application first.",
  );
  await dialog.getByLabel("Application").selectOption({ label: shop.name });
  await expect(dialog.getByRole("radio", { name: "production" })).toBeDisabled();
  await expect(dialog).toContainText("production: The application has a subscription of this API");
  await dialog.getByRole("radio", { name: "staging" }).check();
  await expect(dialog.getByRole("region", { name: "What it brings" })).toContainText("New");
  // Somebody else is quicker.
  done(await subscribeTo("staging"));
  await press(dialog, "Subscribe");
  await expect(dialog.getByRole("alert")).toContainText("has a subscription of this API in this environment");

  await press(dialog, "Cancel");
  await page.reload();
  await press(page, "Subscribe");
  await expect(dialog.getByRole("option", { name: new RegExp(`^${shop.name}: `) })).toBeDisabled();
});

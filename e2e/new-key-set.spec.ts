/** After a key set is over: what its page says, what it keeps of its life, and how the subscription gets another. */
import { revokeKeySet } from "@/lib/services/key-sets/revoke";
import { runCommand } from "@/lib/services/run-command";
import { subscribe } from "@/lib/services/subscriptions/subscribe";
import { makeGroup } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { expectClean } from "./harness/axe";
import { type CatalogWorkspace, openCatalogWorkspace, press } from "./harness/catalog-workspace";
import { expect } from "./harness/expect";
import { KEYS, openKeySet, retrieve, test } from "./harness/key-sets";

test.describe.configure({ mode: "default" });

let place: CatalogWorkspace;
test.beforeAll(async () => {
  place = await openCatalogWorkspace();
});
test.afterAll(() => place?.close());

/** An application of a Developer's group, subscribed to an API of two authentication types, the first key set revoked. */
async function halfOver() {
  const developer = await place.personOf("developer");
  const group = await makeGroup(place.home, developer);
  const shop = await place.application("Shop", { groupId: group.id });
  const authTypes = ["api_key", "basic"].map((authType) => ({
    authType,
    policyTemplateId: place.policies.yearly,
  }));
  const orders = await place.api("Orders", { authTypes });
  const input = { applicationId: shop.id, apiId: orders.id, environment: "production" };
  const { id, keySets } = done(await runCommand(subscribe, place.home.as(), input));
  const over = keySets.find(({ authType }) => authType === "api_key")!;
  done(await runCommand(revokeKeySet, place.home.as(), { id: over.id, reason: "leaked" }));
  return { id, shop, orders, over };
}

test("a revoked key set says when it was revoked, no date to come, and where its application gets another", async ({
  page,
  context,
}) => {
  await place.enterAs(context, "owner");
  const { id, shop, orders, over } = await halfOver();
  await page.goto(`${KEYS}?application=${shop.id}&status=revoked`);
  const row = page.getByRole("row").filter({ hasText: over.name });
  await expect(row.getByRole("cell", { name: "Not any more" })).toBeVisible();
  await expect(row).not.toContainText("12 mo");

  await openKeySet(page, over.id);
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts).toContainText(/Revoked.*(just now|ago).*It was to expire on/);
  await expect(facts).not.toContainText("Next rotation");
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("Every call with it is refused");
  await expectClean(page, "the page of a revoked key set");
  await notices.getByRole("link", { name: `Subscription to ${orders.name} 1` }).click();
  await expect(page).toHaveURL(`/subscriptions/${id}`);
});

test("New key set, on the page of a subscription, brings another for the type whose own is over, by a role that may subscribe", async ({
  page,
  context,
  as,
}) => {
  await place.enterAs(context, "developer");
  const { id, shop } = await halfOver();
  const viewer = await as("stranger");
  await place.enterAs(viewer.context(), "viewer");
  await viewer.goto(`/subscriptions/${id}`);
  const sets = (where: typeof page) => where.getByRole("region", { name: "Key sets" });
  await expect(sets(viewer)).toContainText("No valid key set for API key");
  await expect(sets(viewer).getByRole("button")).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/subscriptions/${id}`);
  await press(sets(page), "New key set for API key");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(`NewAPI key - ${shop.name}`);
  await expect(dialog).toContainText("Expires after 12 months");
  await expectClean(page, "the question before a new key set");
  await press(dialog, "New key set");
  await expect(dialog).toBeHidden();
  const made = sets(page)
    .getByRole("listitem")
    .filter({ hasText: `API key - ${shop.name}` });
  await expect(made).toHaveCount(2);
  await expect(made.filter({ hasText: "Active" })).toHaveCount(1);
  await expect(sets(page)).not.toContainText("No valid key set");
  await expect(page.getByRole("region", { name: "History" }).getByRole("listitem").first()).toContainText(
    "gave the subscription another key set",
  );
  await expectClean(page, "the subscription with its new key set");
});

test("a key set's page has its history and its usage, for those who may see them", async ({
  page,
  as,
  catalog,
  unique,
}) => {
  const set = await catalog.keySet({ name: unique("Told") });
  await openKeySet(page, set.id);
  expect(await catalog.verdict(await retrieve(page), set)).toBe("valid");
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem").first()).toContainText(/Olive Owner.*retrieved the credentials/);
  await expect(history).toContainText("Authentication typeAPI key");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("img", { name: "1 call allowed and 0 denied in 30 days" })).toBeVisible();
  }).toPass({ timeout: 10_000 });
  const checked = page.getByRole("region", { name: "Where it was checked" });
  await expect(checked.getByRole("row").last()).toContainText("Gate");
  await expectClean(page, "a key set with its history and usage");

  const viewer = await as("viewer");
  await openKeySet(viewer, set.id);
  await expect(viewer.getByRole("region", { name: "Event milestones" })).toBeVisible();
  for (const name of ["History", "Usage", "Callers"])
    await expect(viewer.getByRole("region", { name, exact: true })).toHaveCount(0);
});

test("Subscribe on an application's page leads to the catalog, where the application is chosen already", async ({
  page,
  context,
  as,
}) => {
  await place.enterAs(context, "owner");
  const shop = await place.application("Chooser");
  const orders = await place.api("Chosen");
  await page.goto(`/applications/${shop.id}`);
  await page.getByRole("main").locator("header").getByRole("link", { name: "Subscribe" }).click();
  await expect(page.getByRole("main")).toContainText(`Choose an API for ${shop.name}`);
  await expectClean(page, "the catalog for an application");
  await page.getByRole("searchbox", { name: "Search the catalog" }).fill(orders.name);
  await expect(page).toHaveURL(/q=Chosen/);
  await page.getByRole("link", { name: orders.name }).click();
  await press(page, "Subscribe");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Application")).toHaveValue(shop.id);
  await press(dialog, "Subscribe");
  await expect(dialog).toContainText(`${shop.name} can call`);

  const viewer = await as("stranger");
  await place.enterAs(viewer.context(), "viewer");
  await viewer.goto(`/applications/${shop.id}`);
  await expect(viewer.getByRole("heading", { level: 1 })).toHaveText(shop.name);
  await expect(viewer.getByRole("link", { name: "Subscribe" })).toHaveCount(0);
  await viewer.goto(`/catalog?application=${shop.id}`);
  await expect(viewer.getByRole("main")).not.toContainText("Choose an API for");
});

/** The API Catalog and its subscriptions, in a workspace of its own with people of every role. */
import { randomUUID } from "node:crypto";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { builtInRole, type Role } from "@/lib/domain/people/roles";
import { suspendApplication } from "@/lib/services/applications/suspend";
import { revokeKeySet } from "@/lib/services/key-sets/revoke";
import { listPeople } from "@/lib/services/people/list-people";
import { createPolicyTemplate } from "@/lib/services/policy-templates/create";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { subscribe } from "@/lib/services/subscriptions/subscribe";
import { makeApi, makeApplication, makeGroup } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { expectClean } from "./harness/axe";
import { enter } from "./harness/enter";
import { expect, test } from "./harness/test";
import { type Neighbourhood, openNeighbourhood } from "./matrix/stage";

test.describe.configure({ mode: "default" });

let stage: Neighbourhood;
let policies: { yearly: string; monthly: string };
test.beforeAll(async () => {
  stage = await openNeighbourhood();
  policies = { yearly: await template("Yearly", 12), monthly: await template("Monthly", 1) };
});
test.afterAll(() => stage?.close());

const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;

async function template(name: string, months: number): Promise<string> {
  const input = { name: named(name), expiration: { amount: months, unit: "months" as const } };
  return done(await runCommand(createPolicyTemplate, stage.home.as(), input)).id;
}

async function api(name: string, given: Record<string, unknown> = {}): Promise<{ id: string; name: string }> {
  const full = named(name);
  const authTypes = [{ authType: "api_key", policyTemplateId: policies.yearly }];
  const made = await makeApi(stage.home, {
    name: full,
    authTypes,
    policyTemplateId: policies.yearly,
    ...given,
  });
  return { id: made.id, name: full };
}

async function application(name: string, given: Record<string, unknown> = {}) {
  const full = named(name);
  return { id: (await makeApplication(stage.home, { name: full, ...given })).id, name: full };
}

async function personOf(role: Role) {
  const { members } = done(await runQuery(listPeople, stage.home.as(), {}));
  const { userId: id, name, email } = members.find((member) => member.role === role)!;
  return { kind: "user" as const, id, name, email, role: builtInRole(role) };
}

const enterAs = async (context: BrowserContext, who: Role | "neighbour") =>
  enter(context, await stage.signIn(who));

/** Opens Subscribe on an API's page, and chooses. */
async function choose(
  page: Page,
  { apiId, application, environment }: { apiId: string; application: string; environment?: string },
): Promise<{ dialog: Locator; brings: Locator }> {
  await page.goto(`/catalog/${apiId}`);
  await page.getByRole("button", { name: "Subscribe" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Application").selectOption({ label: application });
  if (environment) await dialog.getByRole("radio", { name: environment }).check();
  const brings = dialog.getByRole("region", { name: "What it brings" });
  await expect(brings.getByRole("listitem").or(brings.getByText("already")).first()).toBeVisible();
  return { dialog, brings };
}

const press = (where: Page | Locator, name: string) =>
  where.getByRole("button", { name, exact: true }).click();

test("[1-10] [1-11] [1-31] an API is found in the main menu's catalog, subscribed to, and the subscription inspected", async ({
  page,
  context,
}) => {
  await enterAs(context, "owner");
  const orders = await api("Orders", {
    description: "Orders of the shop",
    documentation: "https://docs.example/orders",
    environments: ["production", "staging"],
  });
  const other = await api("Stock", {
    authTypes: [{ authType: "basic", policyTemplateId: policies.monthly }],
  });
  const shop = await application("Shop");

  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "API Catalog" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("API Catalog");
  const rows = page.getByRole("table", { name: "API Catalog" }).getByRole("rowheader");
  await expect(rows.filter({ hasText: other.name })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search the catalog" }).fill(orders.name);
  await expect(page).toHaveURL(/q=Orders/);
  await expect(rows).toHaveCount(1);
  await page.getByRole("searchbox").fill("");
  await press(page, "Authentication type");
  await page.getByRole("menuitemcheckbox", { name: "Basic" }).click();
  await expect(page).toHaveURL(/authType=basic/);
  await expect(rows.filter({ hasText: other.name })).toBeVisible();
  await expect(rows.filter({ hasText: orders.name })).toHaveCount(0);
  await page.goto("/catalog?q=nothing-is-called-so");
  await page.getByRole("main").getByRole("button", { name: "Clear filters" }).last().click();
  await page.getByRole("link", { name: orders.name }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(orders.name);
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "https://docs.example/orders" })).toHaveAttribute(
    "rel",
    /noopener/,
  );
  await expect(main).toContainText("Expires after 12 months");
  await expect(main).toContainText("No application that you can see is subscribed");

  const { dialog, brings } = await choose(page, {
    apiId: orders.id,
    application: shop.name,
    environment: "staging",
  });
  await expect(brings).toContainText("Approved automatically");
  await expect(brings.getByRole("listitem")).toContainText(`NewAPI key - ${shop.name}`);
  await dialog.getByLabel("Use case").fill("Shows orders to customers");
  await expectClean(page, "the form");
  await press(dialog, "Subscribe");
  await expect(dialog).toContainText("The subscription is active");
  await expect(dialog.getByRole("link", { name: `API key - ${shop.name}` })).toHaveAttribute(
    "href",
    /^\/workspace\/keys\/[0-9a-f-]{36}$/,
  );
  await expectClean(page, "what it has brought");
  await dialog.getByRole("link", { name: "Open the subscription" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${shop.name} to ${orders.name} 1`);
  await expect(main).toContainText("Shows orders to customers");
  await expect(page.getByRole("region", { name: "Key sets" }).getByRole("listitem")).toContainText("Active");
  const history = page.getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(history).toHaveText(/The owner asked for a subscription.*in the console/);
  await page.goto(`/catalog/${orders.id}`);
  await expect(page.getByRole("table", { name: "Who is subscribed" })).toContainText(shop.name);
});

test("[1-13] [1-14] [1-17] before the click it says which key set is reused, and one that was revoked never is", async ({
  page,
  context,
}) => {
  await enterAs(context, "owner");
  const same = [await api("First"), await api("Second"), await api("Third")] as const;
  const monthly = [{ authType: "api_key", policyTemplateId: policies.monthly }];
  const otherPolicy = await api("Other policy", { authTypes: monthly });
  const shop = await application("Web shop");
  const input = { applicationId: shop.id, environment: "production" };
  const { keySets } = done(await runCommand(subscribe, stage.home.as(), { ...input, apiId: same[0].id }));
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

  done(await runCommand(revokeKeySet, stage.home.as(), { id: keySets[0]!.id, reason: "leaked" }));
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
  await enterAs(context, "owner");
  const shop = await application("Till");
  const orders = await api("Payments", {
    authTypes: [
      { authType: "api_key", policyTemplateId: policies.yearly },
      { authType: "basic", policyTemplateId: policies.monthly },
      { authType: "oauth2_client_credentials", policyTemplateId: policies.yearly },
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
  await enterAs(context, "owner");
  const theirs = await as("stranger");
  await enterAs(theirs.context(), "developer");
  const developer = await personOf("developer");
  const group = await makeGroup(stage.home, developer);
  const shop = await application("Ledger app", { groupId: group.id });
  const foreign = await application("Foreign app");
  const ledger = await api("Ledger", { approval: "manual" });
  const again = async () => {
    const input = { applicationId: shop.id, apiId: ledger.id, environment: "production" };
    return done(await runCommand(subscribe, stage.home.as(developer), input)).id;
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
  await expectClean(page, "the question");
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
  await enterAs(context, "owner");
  const orders = await api("Refusing", { environments: ["production", "staging"] });
  const shop = await application("Corner shop");
  const asleep = await application("Closed shop");
  const subscribeTo = (environment: string) =>
    runCommand(subscribe, stage.home.as(), { applicationId: shop.id, apiId: orders.id, environment });
  done(await subscribeTo("production"));
  done(await runCommand(suspendApplication, stage.home.as(), { id: asleep.id }));

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

test("an API is added, edited and retired by an Owner, and by nobody who may only look", async ({
  page,
  context,
  as,
}) => {
  test.slow();
  const empty = await as("stranger");
  await enterAs(empty.context(), "neighbour");
  await empty.goto("/catalog");
  await expect(empty.getByRole("main")).toContainText("The catalog is empty. Add an API");
  await empty.getByRole("button", { name: "Add API" }).click();
  await expect(empty.getByRole("dialog")).toContainText("there is none yet");
  await expect(
    empty.getByRole("dialog").getByRole("button", { name: "Add API" }),
  ).toHaveAccessibleDescription(/needs a policy template/);

  await enterAs(context, "owner");
  const name = named("Größen & Maße");
  await page.goto("/catalog");
  await press(page, "Add API");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Version").fill("2");
  await expect(dialog).toContainText(/Programs name it gro-en-ma-e-[0-9a-f]+-v2/);
  await press(dialog, "Add API");
  await expect(dialog.getByRole("alert")).toContainText("2 fields need attention");
  await expect(dialog).toContainText("Choose at least one environment.");
  await expectClean(page, "the form with its errors");
  await dialog.getByLabel("Description").fill("Sizes in every unit");
  await dialog.getByLabel("Documentation").fill("GET /sizes\nAsk the wardrobe team.");
  await dialog.getByRole("checkbox", { name: "production" }).check();
  await dialog.getByRole("checkbox", { name: "staging" }).check();
  await dialog.getByRole("checkbox", { name: "API key" }).check();
  await dialog.getByLabel("Policy template for API key").selectOption(policies.monthly);
  await dialog.getByRole("radio", { name: "Automatic" }).check();
  await press(dialog, "Add API");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  const main = page.getByRole("main");
  await expect(main).toContainText("Ask the wardrobe team.");
  await expect(main).toContainText("Expires after 1 month");
  const { pathname } = new URL(page.url());
  const id = pathname.split("/").at(-1)!;

  const shop = await application("Fitting room");
  const input = { applicationId: shop.id, apiId: id, environment: "production" };
  done(await runCommand(subscribe, stage.home.as(), input));
  await page.reload();
  await page.getByRole("button", { name: `Actions for ${name} 2` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await expect(dialog.getByRole("checkbox", { name: "production" })).toBeDisabled();
  await expect(dialog.getByRole("checkbox", { name: "API key" })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: "staging" }).uncheck();
  await dialog.getByRole("radio", { name: "Manual" }).check();
  await press(dialog, "Save");
  await expect(main.getByRole("region", { name: "Facts" })).not.toContainText("staging");
  await expect(main.getByRole("region", { name: "Facts" })).toContainText("Manual");

  const viewer = await as("stranger");
  await enterAs(viewer.context(), "viewer");
  await viewer.goto(pathname);
  await expect(viewer.getByRole("table", { name: "Who is subscribed" })).toContainText(shop.name);
  await expect(viewer.getByRole("main").locator("header").getByRole("button")).toHaveCount(0);
  await viewer.goto("/subscriptions");
  await viewer.getByRole("link", { name: shop.name }).click();
  await expect(viewer.getByRole("heading", { level: 1 })).toContainText(shop.name);
  await expect(viewer.getByRole("main").locator("header").getByRole("button")).toHaveCount(0);

  await page.getByRole("button", { name: `Actions for ${name} 2` }).click();
  await page.getByRole("menuitem", { name: "Retire" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("One subscription is open");
  await press(page.getByRole("alertdialog"), "Retire API");
  await expect(main.locator("header")).toContainText("Retired");
  await expect(page.getByRole("button", { name: "Subscribe" })).toHaveAccessibleDescription(
    /has been retired/,
  );
  await page.goto(`/catalog?q=${encodeURIComponent(name)}`);
  await expect(main).toContainText("No API matches");
  await page.goto(`/catalog?q=${encodeURIComponent(name)}&retired=only`);
  await expect(page.getByRole("rowheader")).toContainText("Retired");
});

/** The API Catalog: APIs are found, subscribed to, added, edited and retired. */
import { runCommand } from "@/lib/services/run-command";
import { subscribe } from "@/lib/services/subscriptions/subscribe";
import { done } from "@/lib/services/testing/workspace";
import { expectClean } from "./harness/axe";
import {
  type CatalogWorkspace,
  choose,
  named,
  openCatalogWorkspace,
  press,
} from "./harness/catalog-workspace";
import { expect, test } from "./harness/test";

test.describe.configure({ mode: "default" });

let place: CatalogWorkspace;
test.beforeAll(async () => {
  place = await openCatalogWorkspace();
});
test.afterAll(() => place?.close());

test("[1-10] [1-11] [1-31] an API is found in the main menu's catalog, subscribed to, and the subscription inspected", async ({
  page,
  context,
}) => {
  await place.enterAs(context, "owner");
  const orders = await place.api("Orders", {
    description: "Orders of the shop",
    documentation: "https://docs.example/orders",
    environments: ["production", "staging"],
  });
  const other = await place.api("Stock", {
    authTypes: [{ authType: "basic", policyTemplateId: place.policies.monthly }],
  });
  const shop = await place.application("Shop");

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

test("an API is added, edited and retired by an Owner, and by nobody who may only look", async ({
  page,
  context,
  as,
}) => {
  test.slow();
  const empty = await as("stranger");
  await place.enterAs(empty.context(), "neighbour");
  await empty.goto("/catalog");
  await expect(empty.getByRole("main")).toContainText("The catalog is empty. Add an API");
  await empty.getByRole("button", { name: "Add API" }).click();
  await expect(empty.getByRole("dialog")).toContainText("there is none yet");
  await expect(
    empty.getByRole("dialog").getByRole("button", { name: "Add API" }),
  ).toHaveAccessibleDescription(/needs a policy template/);

  await place.enterAs(context, "owner");
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
  // Whoever mends one field is not taken to another meanwhile.
  await dialog.getByLabel("Version").fill("2.0");
  await expect(dialog.getByLabel("Version")).toBeFocused();
  await dialog.getByLabel("Version").fill("2");
  await dialog.getByLabel("Description").fill("Sizes in every unit");
  await dialog.getByLabel("Documentation").fill("GET /sizes\nAsk the wardrobe team.");
  // What is said of a field goes with the first change of it, and of no other.
  await dialog.getByRole("checkbox", { name: "production" }).check();
  await expect(dialog).not.toContainText("Choose at least one environment.");
  await expect(dialog.getByRole("alert")).toContainText("One field needs attention");
  await dialog.getByRole("checkbox", { name: "staging" }).check();
  await dialog.getByRole("checkbox", { name: "API key" }).check();
  await expect(dialog.getByRole("alert")).toBeHidden();
  await dialog.getByLabel("Policy template for API key").selectOption(place.policies.monthly);
  await dialog.getByRole("radio", { name: "Automatic" }).check();
  await press(dialog, "Add API");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  const main = page.getByRole("main");
  await expect(main).toContainText("Ask the wardrobe team.");
  await expect(main).toContainText("Expires after 1 month");
  const { pathname } = new URL(page.url());
  const id = pathname.split("/").at(-1)!;

  const shop = await place.application("Fitting room");
  const input = { applicationId: shop.id, apiId: id, environment: "production" };
  done(await runCommand(subscribe, place.home.as(), input));
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
  await place.enterAs(viewer.context(), "viewer");
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
  await expectClean(page, "the question before retiring");
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

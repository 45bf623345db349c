import { enter } from "./harness/enter";
import { expect, test } from "./harness/test";
import { type Neighbourhood, openNeighbourhood } from "./matrix/stage";

// A workspace of its own: what is loaded would be in every other test's way.
let stage: Neighbourhood;
test.beforeAll(async () => {
  stage = await openNeighbourhood();
});
test.afterAll(() => stage?.close());

const AREAS: [path: string, shows: string[]][] = [
  ["/settings/workspace/access-keys", ["Terraform", "Second region", "Support agent"]],
  ["/profile/api-keys", ["Laptop", "Release script"]],
  ["/settings/audit-log", ["loaded the demo data", "Demo data"]],
  ["/catalog", ["Inventory", "Payments", "Shipping"]],
  ["/applications", ["Web shop", "Coffee kiosk", "Legacy ERP bridge"]],
  ["/subscriptions", ["Freight tracker"]],
  ["/workspace/keys", ["API key - Warehouse scanners"]],
  ["/admin/policy-templates", ["Monthly rotation", "Trial, two weeks"]],
  ["/admin/organizations", ["Harbor Coffee", "Storefront"]],
];

test("demo data fills every area, says before what of it goes, and is gone as a whole", async ({ as }) => {
  const page = await as("stranger");
  await enter(page.context(), await stage.signIn("owner"));
  await page.goto("/setup?step=call");
  await page.getByRole("button", { name: "Load demo data" }).click();
  await expect(page.getByText(/^Loaded: 7 applications, 10 access keys/)).toBeVisible({ timeout: 50_000 });

  for (const [path, shows] of AREAS) {
    await page.goto(path);
    for (const text of shows) await expect(page.getByRole("main")).toContainText(text);
  }

  await page.goto("/settings/workspace");
  await page.getByRole("button", { name: "Remove demo data" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("7 applications with all that belongs to them");
  await expect(dialog).toContainText("6 APIs, 4 policy templates, 3 organizations, 3 groups");
  await expect(dialog).not.toContainText("These stay");
  await dialog.getByRole("button", { name: "Remove demo data" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Load demo data" })).toBeVisible();
  await page.goto("/workspace/keys");
  await expect(page.getByRole("main")).not.toContainText("Web shop");
  await page.goto("/settings/workspace/access-keys");
  await expect(page.getByRole("main")).not.toContainText("Terraform");
  await page.goto("/settings/audit-log");
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByText("The chain is intact")).toBeVisible();
});

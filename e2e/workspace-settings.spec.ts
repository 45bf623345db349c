import type { Page } from "@playwright/test";
import { TEST_PASSWORD } from "@/lib/services/testing/workspace";
import { enter } from "./harness/enter";
import { ACCESS_KEYS, fillCreate, openCreate, shownSecret } from "./harness/keys";
import { signIn } from "./harness/people";
import { hubUrl } from "./harness/run";
import { expect, test } from "./harness/test";
import { type Neighbourhood, openNeighbourhood, STAGE_PASSWORD } from "./matrix/stage";

// A workspace of its own: its rules are no other test's matter.
test.describe.configure({ mode: "default" });
let stage: Neighbourhood;
test.beforeAll(async () => {
  stage = await openNeighbourhood();
});
test.afterAll(() => stage?.close());

const SETTINGS = "/settings/workspace";
const asOwner = async (page: Page) => {
  await enter(page.context(), await stage.signIn("owner"));
  await page.goto(SETTINGS);
};
async function save(page: Page): Promise<void> {
  // What was said of an earlier saving may still stand there.
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("button", { name: "Save settings" }).click();
  await answered;
  await expect(page.getByText("The settings have been saved").first()).toBeVisible();
}
const createByProgram = async (fields: object) => {
  const answer = await fetch(`${hubUrl()}/v1/keys`, {
    method: "POST",
    headers: { authorization: `Bearer ${stage.managers.home}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "By a program", environment: "production", ...fields }),
  });
  return { status: answer.status, body: await answer.json() };
};

test("[4-06] [4-26] what a workspace has switched off says so, and who can switch it on", async ({ as }) => {
  const page = await as("stranger");
  await asOwner(page);
  await page.getByLabel("Longest lifetime, in days").fill("90");
  await save(page);

  const admin = await as("stranger");
  await signIn(admin, (await stage.home.member("admin")).email, TEST_PASSWORD);
  await admin.goto(ACCESS_KEYS);
  const dialog = await openCreate(admin);
  const field = dialog.getByRole("group", { name: "Expiration" });
  for (const off of ["Never", "1 year"]) await expect(field.getByRole("radio", { name: off })).toBeDisabled();
  for (const on of ["30 days", "90 days"]) await expect(field.getByRole("radio", { name: on })).toBeEnabled();
  await expect(field).toContainText("Never and 1 year are switched off in this workspace");
  await expect(field).toContainText("An Owner can switch them on");
  await expect(field).toContainText("The owner");
  expect(await createByProgram({ expiration: "never" })).toMatchObject({
    status: 422,
    body: { code: "never_not_allowed" },
  });
  expect(await createByProgram({ expiration: "365" })).toMatchObject({
    status: 422,
    body: { code: "lifetime_too_long" },
  });
  expect((await createByProgram({ expiration: "90" })).status).toBe(201);

  await page.getByLabel("Longest lifetime, in days").fill("");
  await save(page);
  expect((await createByProgram({ expiration: "365" })).status).toBe(201);
});

test("a key that lives longer than is allowed by now gets another expiry with its next secret", async ({
  as,
}) => {
  const { body } = await createByProgram({ name: "Old habits", expiration: "never" });
  const page = await as("stranger");
  await asOwner(page);
  await page.getByRole("checkbox", { name: /never expire/ }).uncheck();
  await save(page);
  await page.goto(`/keys/${body.id}`);
  await page.getByRole("button", { name: "Regenerate" }).first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Change Expiry Date")).toBeChecked();
  await expect(dialog).toContainText("which this workspace does not allow any more");
  await dialog.getByLabel("Change Expiry Date").uncheck();
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  await expect(dialog).toContainText("This workspace wants every key to end");
  await dialog.getByLabel("Change Expiry Date").check();
  await expect(dialog.getByLabel("Expiry", { exact: true })).toHaveValue("90");
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  await shownSecret(dialog);
  await page.goto(SETTINGS);
  await page.getByRole("checkbox", { name: /never expire/ }).check();
  await save(page);
});

test("a scope that is declared here can be given to a key, and not be taken away while a key holds it", async ({
  as,
  gate,
}) => {
  const page = await as("stranger");
  await asOwner(page);
  const scopes = page.getByRole("group", { name: "Own scopes" });
  const add = async (text: string) => {
    await scopes.getByLabel("New scope").fill(text);
    await scopes.getByRole("button", { name: "Add" }).click();
  };
  await add("keys:everything");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(scopes).toContainText("That first word is the hub's own");
  await scopes.getByRole("button", { name: "Remove scope keys:everything" }).click();
  await scopes.getByLabel("New scope").fill("invoices:send");
  await page.keyboard.press("Enter");
  await expect(scopes).toContainText("invoices:send");
  await save(page);

  await page.goto(ACCESS_KEYS);
  const dialog = await openCreate(page);
  await fillCreate(dialog, { name: "Invoices", scopes: ["invoices:send"] });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const key = await shownSecret(dialog);
  const verdict = await gate.verify(stage.managers.home, { key, scopes: ["invoices:send"] });
  expect(verdict.body).toMatchObject({ valid: true });

  await page.goto(SETTINGS);
  const remove = scopes.getByRole("button", { name: "Remove scope invoices:send" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toHaveAccessibleDescription("In use by 1 key. Delete them first.");
  await scopes.getByRole("button", { name: "Remove scope orders:write" }).click();
  await save(page);
  await page.reload();
  await expect(scopes).not.toContainText("orders:write");
});

test("a new prefix is that of the keys made from now on; those that exist keep theirs", async ({
  as,
  gate,
}) => {
  const old = await createByProgram({ expiration: "30" });
  const page = await as("stranger");
  await asOwner(page);
  const prefix = page.getByLabel("Key prefix");
  await prefix.fill("No-Good");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("2 to 12 lower-case letters and digits")).toBeVisible();
  await expect(prefix).toBeFocused();
  await prefix.fill("northwind");
  await save(page);
  const made = await createByProgram({ expiration: "30" });
  expect(made.body.secret).toMatch(/^northwind_aproduction_/);
  for (const { body } of [old, made]) expect((await gate.whoami(body.secret)).status).toBe(200);
  await prefix.fill("ks");
  await save(page);
});

test("an environment can be added, and be removed while no key belongs to it", async ({ as }) => {
  const page = await as("stranger");
  await asOwner(page);
  const environments = page.getByRole("group", { name: "Environments" });
  await environments.getByLabel("New environment").fill("eu2");
  // Typed and not added yet: saving takes it along.
  await save(page);
  expect((await createByProgram({ environment: "eu2", expiration: "30" })).status).toBe(201);
  await page.reload();
  await expect(environments.getByRole("button", { name: "Remove environment eu2" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await environments.getByRole("button", { name: "Remove environment staging" }).click();
  await save(page);
  expect(await createByProgram({ environment: "staging", expiration: "30" })).toMatchObject({ status: 400 });
});

test("saving asks for the password again once it was given a while ago, and loses nothing that was typed", async ({
  as,
}) => {
  const page = await as("stranger");
  await asOwner(page);
  await stage.letPasswordsAge();
  await page.getByLabel("Workspace name").fill("Northwind by the sea");
  await page.getByRole("button", { name: "Save settings" }).click();
  const ask = page.getByRole("dialog", { name: "Your password, once more" });
  await ask.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("This asks for your password again")).toBeVisible();
  await expect(page.getByLabel("Workspace name")).toHaveValue("Northwind by the sea");
  await page.getByRole("button", { name: "Save settings" }).click();
  await ask.getByLabel("Password").fill(STAGE_PASSWORD);
  await ask.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("The settings have been saved").first()).toBeVisible();
  await expect(page.getByRole("complementary")).toContainText("Northwind by the sea");
});

test("an Admin meets Access Denied, which names the Owner; what only the host can set is shown to the Owner", async ({
  as,
}) => {
  const admin = await as("admin");
  await admin.goto(SETTINGS);
  await expect(admin.getByRole("main").getByRole("heading", { level: 1 })).toHaveText("Access Denied");
  await expect(admin.getByRole("main")).toContainText("you need the role Owner");
  await expect(admin.getByRole("navigation", { name: "Main" })).not.toContainText("Workspace settings");
  const page = await as("owner");
  await page.goto(SETTINGS);
  const main = page.getByRole("main");
  for (const text of [hubUrl(), "KEYSMITH_PUBLIC_URL", "KEYSMITH_TRUSTED_PROXIES"])
    await expect(main).toContainText(text);
});

/** Whole journeys by keyboard alone, and where the focus is after each dialog. */
import type { Page } from "@playwright/test";
import { makeApi, makeApplication } from "@/lib/services/testing/catalog";
import { expectClean } from "./harness/axe";
import { action, KEYS, shownCredential } from "./harness/key-sets";
import { keyboardOn } from "./harness/keyboard";
import { ACCESS_KEYS, AGENT_INTEGRATIONS, knowing, rowOf } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { expect, test } from "./harness/test";

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const menu = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("create, copy and delete work by keyboard alone", async ({ page, gate, unique }) => {
  const name = unique("Keyboard");
  const { press, tabTo, enter, said } = keyboardOn(page);
  await page.goto(AGENT_INTEGRATIONS);
  await press("Tab");
  await expect(page.locator(":focus")).toHaveText("Skip to the page");
  await press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await enter(action(page, "Create Key"));
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await press("Tab");
  await page.keyboard.type("Made without a mouse");
  await press("Tab");
  await expect(page.getByRole("radio", { name: "90 days" })).toBeFocused();
  await press("ArrowRight");
  await expect(page.getByRole("radio", { name: "1 year" })).toBeChecked();
  await press("Enter");
  await expect(action(page, "Copy key")).toBeFocused();
  await press("Enter");
  await expect(said).toContainText("Copied");
  const secret = await clipboard(page);
  expect((await gate.whoami(secret)).body.name).toBe(name);
  await press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(action(page, "Create Key")).toBeFocused();
  // Where it is the first key, there is nothing to search before it has arrived.
  await expect(rowOf(page, name)).toBeVisible();
  await press("/");
  await page.keyboard.type(name);
  await press("Enter");
  // There may be no other key: one row says nothing yet.
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await enter(action(page, `Delete key ${name}`));
  const dialog = page.getByRole("alertdialog");
  await expect(action(page, "Cancel")).toBeFocused();
  await knowing(dialog);
  await tabTo(action(page, "Delete key"));
  await press("Enter");
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(secret)).status).toBe(401);
});

test.describe("in a workspace of its own", () => {
  let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
  test.use({ storageState: { cookies: [], origins: [] } });
  // Each letter and each Tab is a step: a busy machine takes long for them all.
  test.describe.configure({ timeout: 90_000 });
  test.beforeEach(async ({ context }) => {
    place = await openOwnWorkspace();
    await place.signIn(context);
  });
  test.afterEach(() => place?.close());

  test("a clean up, and an act on many keys, by keyboard alone", async ({ page }) => {
    await place.key({ name: "Orders" });
    await place.key({ name: "Ended", daysAgo: 40, expiration: "30" });
    const { press, tabTo, enter } = keyboardOn(page);
    const [dialog, done] = [page.getByRole("alertdialog"), action(page, "Done")];
    await page.goto(ACCESS_KEYS);
    await enter(action(page, "Clean up"));
    await expect(action(page, "Cancel")).toBeFocused();
    await tabTo(page.getByRole("checkbox", { name: /^Expired/ }));
    await press("Space");
    await expect(dialog.getByRole("region", { name: "Keys that will be deleted" })).toContainText("Ended");
    await enter(page.getByRole("button", { name: /^Delete/ }));
    await expect(done).toBeFocused();
    await press("Enter");
    await expect(rowOf(page, "Ended")).toHaveCount(0);
    await tabTo(page.getByRole("checkbox", { name: "Select Orders" }));
    await press("Space");
    await enter(action(page, "Disable"));
    await expect(action(page, "Cancel")).toBeFocused();
    await enter(action(page, "Disable 1 key"));
    await expect(done).toBeFocused();
    await press("Enter");
    await expect(rowOf(page, "Orders")).toContainText(/Suspended|Disabled/);
  });

  test("a subscription, and what becomes of its key set, by keyboard alone: each dialog gives the focus back", async ({
    page,
  }) => {
    const api = await makeApi(place.home, { name: "Orders" });
    const shop = await makeApplication(place.home, { name: "Shop" });
    const { press, tabTo, enter, type, choose, said } = keyboardOn(page);
    const [dialog, asked] = [page.getByRole("dialog"), page.getByRole("alertdialog")];
    const [cancel, done] = [action(page, "Cancel"), action(page, "Done")];

    await page.goto(`/catalog/${api.id}`);
    const subscribe = action(page, "Subscribe");
    await enter(subscribe);
    const application = dialog.getByLabel("Application");
    await expect(application.getByRole("option", { name: "Shop" })).toHaveCount(1);
    await choose(application, "Shop", shop.id);
    await expect(dialog.getByRole("region", { name: "What it brings" })).toContainText("API key - Shop");
    await enter(dialog.getByRole("button", { name: "Subscribe" }));
    await expect(dialog).toContainText("The subscription is active");
    await expect(dialog.locator(":focus")).toHaveCount(1);
    await press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(subscribe).toBeFocused();

    await enter(menu(page, "Keys"));
    await expect(page).toHaveURL(new RegExp(`${KEYS}$`));
    await expect(rowOf(page, "API key - Shop")).toBeVisible();
    await press("/");
    await page.keyboard.type("Shop");
    await press("Enter");
    await expect(page).toHaveURL(/[?&]q=Shop/);
    await enter(rowOf(page, "API key - Shop").getByRole("link"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("API key - Shop");

    const retrieve = action(page, "Retrieve Credentials");
    await enter(retrieve);
    const secret = await shownCredential(dialog);
    await expectClean(page, "the credentials");
    await enter(action(page, "Copy API key"));
    await expect(said).toContainText("Copied");
    expect(await clipboard(page)).toBe(secret);
    await press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(retrieve).toBeFocused();

    const evidence = asked.getByRole("region", { name: "Who uses it" });
    await enter(action(page, "Suspend"), "Shift+Tab");
    await expect(cancel).toBeFocused();
    await expect(evidence).toContainText("nothing should break");
    await type(asked.getByLabel("Reason"), "Under inquiry");
    await enter(asked.getByRole("button", { name: "Suspend" }));
    await expect(asked).toContainText("Refused at 1 of 1 gate");
    await expect(done).toBeFocused();
    await press("Enter");
    // What follows stands where the focus was.
    await expect(action(page, "Activate")).toBeFocused();
    await press("Enter");
    await expect(action(page, "Suspend")).toBeFocused();

    const revoke = action(page, "Revoke Key");
    await enter(revoke);
    await expect(cancel).toBeFocused();
    await expect(evidence).toContainText("nothing should break");
    await choose(asked.getByLabel("Reason"), "No", "no_longer_needed");
    await tabTo(asked.getByRole("button", { name: "Revoke Key" }));
    await press("Enter");
    await expect(asked).toContainText("Refused at 1 of 1 gate");
    await expect(done).toBeFocused();
    await press("Enter");
    await expect(asked).toHaveCount(0);
    await expect(revoke).toHaveAccessibleDescription(/revoked, for good/);
    await expect(revoke).toBeFocused();
  });

  test("a policy template with its preview, and a role that is made and removed, by keyboard alone", async ({
    page,
  }) => {
    const { press, tabTo, enter, type, choose } = keyboardOn(page);
    await page.goto("/admin/policy-templates");
    await enter(page.getByRole("link", { name: "Create policy template" }));
    await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
    await page.keyboard.type("Quarterly");
    await type(page.getByLabel("Expiration: how many"), "6");
    await type(page.getByLabel("Rotation: how many"), "2");
    await choose(page.getByLabel("Rotation: unit"), "months", "months");
    await type(page.getByLabel("Overlap, in days"), "10");
    await expect(page.getByRole("region", { name: "The next 12 months" })).toContainText(
      "6 rotations and 12 notices in 12 months. At every moment a key works.",
    );
    await enter(action(page, "Create policy template"));
    await expect(page).toHaveURL(/\/policy-templates$/);
    await expect(page.getByRole("rowheader", { name: "Quarterly" })).toBeVisible();
    // The form has gone with its button.
    await expect(page.locator("#main")).toBeFocused();

    await enter(menu(page, "Roles"), "Shift+Tab");
    await enter(page.getByRole("link", { name: "Create role" }));
    await expect(page).toHaveURL(/\/roles\/new$/);
    await type(page.getByLabel("Name", { exact: true }), "Auditor");
    await choose(page.getByLabel("Start from"), "Nothing", "");
    await tabTo(page.getByRole("checkbox", { name: /^Read the audit log/ }));
    await press("Space");
    const changes = page.getByRole("region", { name: "What changes" }).getByRole("listitem");
    await expect(changes).toHaveText([/Read the audit log/]);
    await enter(action(page, "Create role"));
    await expect(page).toHaveURL(/\/roles$/);
    const remove = action(page, "Remove the role Auditor");
    await enter(remove);
    await expect(action(page, "Cancel")).toBeFocused();
    await expectClean(page, "a role that is to be removed");
    await enter(action(page, "Remove role"));
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    await expect(remove).toHaveCount(0);
    const roles = page.getByRole("table", { name: "Roles", exact: true });
    await expect(roles.getByRole("link", { name: "Viewer", exact: true })).toBeFocused();
  });

  test("a signing key, and an Outpost that is enrolled and removed, by keyboard alone: the focus is never lost", async ({
    page,
  }) => {
    const { press, enter, said } = keyboardOn(page);
    const [dialog, asked] = [page.getByRole("dialog"), page.getByRole("alertdialog")];
    const section = (name: string) => page.getByRole("region", { name, exact: true });
    await page.goto(AGENT_INTEGRATIONS);
    await enter(action(page, "Generate Signing Key"));
    await expect(dialog.locator(":focus")).toHaveCount(1);
    await expectClean(page, "the question before a signing key is made");
    await enter(action(page, "Generate Key"));
    await expect(page.getByText("-----BEGIN PUBLIC KEY-----")).toBeVisible();
    await expect(dialog).toHaveCount(0);
    // The button that asked has gone with what it did.
    await expect(section("Signing Key")).toBeFocused();

    await enter(action(page, "Enrol Outpost"));
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await page.keyboard.type("Orders API");
    await enter(action(page, "Enrol"));
    const copy = action(page, "Copy command");
    await expect(copy).toBeFocused();
    await press("Enter");
    await expect(said).toContainText("Copied");
    expect(await clipboard(page)).toMatch(/^keysmith-outpost --hub \S+ --token ks_o/);
    await enter(action(page, "Done"));
    await expect(dialog).toHaveCount(0);
    const outposts = section("Outposts");
    await expect(outposts.getByRole("rowheader")).toHaveText(["Orders API"]);
    await expect(outposts).toBeFocused();

    await enter(action(page, "Actions for Orders API"));
    await expect(page.getByRole("menu")).toBeVisible();
    await press("End");
    await expect(page.getByRole("menuitem", { name: "Remove" })).toBeFocused();
    await press("Enter");
    await expect(action(page, "Cancel")).toBeFocused();
    await enter(asked.getByRole("button", { name: "Remove Outpost" }));
    await expect(outposts).toContainText("No Outpost yet.");
    await expect(outposts).toBeFocused();
  });
});

import type { Page } from "@playwright/test";
import { expectClean } from "./harness/axe";
import { openCatalog, YEARLY } from "./harness/catalog";
import { expect, test } from "./harness/test";

const TEMPLATES = "/admin/policy-templates";
const preview = (page: Page) => page.getByRole("region", { name: "The next 12 months" });
const lines = (page: Page) =>
  preview(page).getByRole("list", { name: "What happens when" }).getByRole("listitem");
const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}`) }) });
const day = (iso: string) =>
  new Date(iso)
    .toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
    .replace("Sept", "Sep");

test("a template made on the screen is what an API's key sets go by, on the days that its preview drew [1-16]", async ({
  page,
  mint,
  gate,
  unique,
}) => {
  const by = await openCatalog(mint, gate, unique);
  const name = unique("Quarterly");
  await page.goto(TEMPLATES);
  await page.getByRole("link", { name: "Create policy template" }).first().click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Expiration: how many").fill("6");
  const rotation = page.getByLabel("Rotation: how many");
  await page.getByLabel("Rotation: unit").selectOption("months");

  // A rotation that outlasts the expiration: refused before the click, and by the server in the same words.
  await rotation.fill("7");
  const create = page.getByRole("button", { name: "Create policy template" });
  const refused = await by.call("POST", "/v1/policy-templates/preview", {
    expiration: { amount: 6, unit: "months" },
    rotation: { amount: 7, unit: "months" },
  });
  expect(refused.body.refusal).toBe("rotation_outlasts_expiration");
  const { status, body } = await by.call("POST", "/v1/policy-templates", {
    name: unique("Wrong"),
    expiration: { amount: 6, unit: "months" },
    rotation: { amount: 7, unit: "months" },
  });
  expect(status).toBe(422);
  await expect(page.getByText(body.detail).first()).toBeVisible();
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(preview(page)).toContainText("correct the marked field");
  await expectClean(page, "a policy that cannot be");

  await rotation.fill("2");
  await page.getByLabel("Overlap, in days").fill("10");
  await expect(preview(page)).toContainText(
    "6 rotations and 12 notices in 12 months. At every moment a key works.",
  );
  await expect(preview(page).locator("[data-mark=key]")).toHaveCount(7);
  await expect(preview(page).locator("[data-mark=notice]")).toHaveCount(12);
  const takesOver = (await lines(page).filter({ hasText: "Key 2 takes over" }).textContent()) ?? "";
  await create.click();
  await expect(page.getByText(`\u2068${name}\u2069 is created`).first()).toBeVisible();
  await expect(row(page, name)).toContainText("After 6 months");
  await expect(row(page, name)).toContainText("Every 2 months10 days overlap");

  await row(page, name).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const id = page.url().split("/").at(-1)!;
  const api = await by.api(id);
  const set = await by.subscribe(api.id);
  const made = await by.done("GET", `/v1/key-sets/${set.id}`);
  expect(takesOver).toContain(day(made.rotates_at));
  const planned = made.milestones.find((one: { kind: string }) => one.kind === "rotation").planned_at;
  expect(takesOver).toContain(day(planned));

  await page.reload();
  const used = page.getByRole("region", { name: "Used by" });
  await expect(used).toContainText("1 key set was made by it");
  await expect(used.getByRole("link", { name: api.name })).toHaveAttribute("href", `/catalog/${api.id}`);
  await expect(page.getByRole("button", { name: "Retire policy template" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("editing asks what becomes of existing key sets, says what each choice would do, and does it", async ({
  page,
  mint,
  gate,
  unique,
}) => {
  const by = await openCatalog(mint, gate, unique);
  const { id, name } = await by.template(YEARLY);
  const api = await by.api(id);
  const sets = [await by.subscribe(api.id), await by.subscribe(api.id)];
  const read = () => Promise.all(sets.map((set) => by.done("GET", `/v1/key-sets/${set.id}`)));
  const before = await read();
  await page.goto(`${TEMPLATES}/${id}`);
  const existing = page.getByRole("group", { name: "Existing key sets" });
  await expect(existing).toBeHidden();

  await page.getByLabel("Expiration: how many").fill("100");
  await page.getByLabel("Expiration: unit").selectOption("days");
  await expect(existing).toContainText("All 2 stay as they are.");
  await expect(existing).toContainText("2 key sets take it now");
  await expect(existing).toContainText("2 expire sooner than planned");
  await expect(existing).toContainText("no date moves before");
  await expectClean(page, "the choice of adoption");
  const save = page.getByRole("button", { name: "Save policy template" });
  await save.click();
  await expect(page.getByText(`\u2068${name}\u2069 is saved`).first()).toBeVisible();
  expect((await read()).map((set) => set.expires_at)).toEqual(before.map((set) => set.expires_at));

  // What was kept can be caught up on later, also without another edit.
  await existing.getByRole("radio", { name: /at their next rotation/ }).check();
  await save.click();
  await expect(page.getByText("2 key sets adopt it").first()).toBeVisible();
  for (const set of await read())
    expect(set).toMatchObject({ next_policy: { expiration: { amount: 100, unit: "days" } } });

  await existing.getByRole("radio", { name: /adopt it now/ }).check();
  await save.click();
  const ask = page.getByRole("alertdialog");
  await expect(ask).toContainText("2 expire sooner than planned, the first on");
  await expect(ask.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectClean(page, "the question before adopting now");
  const first = /the first on (\d+ \w+ \d+)/.exec((await ask.textContent()) ?? "")?.[1];
  await ask.getByRole("button", { name: "Save and adopt now" }).click();
  await expect(existing).toBeHidden();
  const after = await read();
  expect(after.map((set) => day(set.expires_at))).toContain(first);
  expect(after[0]).toMatchObject({
    next_policy: null,
    policy: { expiration: { amount: 100, unit: "days" } },
  });
});

test("a template that nothing uses is retired and can be read from then on; who may not see templates is told who may", async ({
  page,
  as,
  mint,
  gate,
  unique,
}) => {
  const by = await openCatalog(mint, gate, unique);
  const { id, name } = await by.template({
    ...YEARLY,
    expiration: { amount: 3, unit: "months" },
    rotation: null,
  });
  await page.goto(TEMPLATES);
  await row(page, name)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: "Retire" }).click();
  const ask = page.getByRole("alertdialog");
  await expect(ask).toContainText("No key set was made by it.");
  await expectClean(page, "the question before retiring");
  await ask.getByRole("button", { name: "Retire policy template" }).click();
  await expect(row(page, name)).toBeHidden();
  await page.getByRole("link", { name: /^Show \d+ retired$/ }).click();
  await expect(row(page, name)).toContainText("Retired");
  await page.goto(`${TEMPLATES}/${id}`);
  await expect(page.getByText("nothing replaces the one that expires").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Save policy template" })).toBeHidden();
  await expectClean(page, "a retired template");
  for (const path of [TEMPLATES, `${TEMPLATES}/new`, `${TEMPLATES}/${id}`]) {
    const developer = await as("developer");
    await developer.goto(path);
    await expect(developer.getByRole("main")).toContainText("you need the role Owner or Admin");
    await expect(developer.getByRole("navigation", { name: "Main" })).not.toContainText("Policy templates");
  }
});

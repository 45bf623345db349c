import {
  ACCESS_KEYS,
  AGENT_INTEGRATIONS,
  createKey,
  fillCreate,
  issueKey,
  openCreate,
  posted,
  rowOf,
  shownSecret,
} from "./harness/keys";
import { expect, test } from "./harness/test";

const DAY_MS = 86_400_000;

test("[0-01] [0-02] [0-03] Settings > Agent Integrations has Access Keys and Create Key", async ({
  page,
}) => {
  await page.goto("/");
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByText("Settings", { exact: true })).toBeVisible();
  await navigation.getByRole("link", { name: "Agent Integrations" }).click();
  await expect(page).toHaveURL(AGENT_INTEGRATIONS);
  const keys = page.getByRole("region", { name: "Access Keys" });
  await expect(keys).toContainText("authenticate");
  await keys.getByRole("button", { name: "Create Key" }).click();
  await expect(page.getByRole("dialog", { name: "Create Key" }).getByRole("textbox").first()).toBeFocused();
});

test("[0-04] [0-05] [4-08] a key keeps the name and the description that it was given", async ({
  page,
  unique,
}) => {
  const name = unique("Ledger \u202eexport");
  const description = "Writes the month's <b>ledger</b> – ask Olive";
  await createKey(page, { name, description }, AGENT_INTEGRATIONS);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row.getByRole("rowheader")).toContainText(description);
  await row.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await expect(page.getByRole("main")).toContainText(description);
});

const choices = [
  ["Never", null],
  ["30 days", 30],
  ["90 days", 90],
  ["1 year", 365],
] as const;
for (const [choice, days] of choices) {
  test(`[0-06] [4-07] [4-26] Expiration ${choice} is offered at creation, and is what the key gets`, async ({
    page,
    gate,
    unique,
  }) => {
    await page.goto(ACCESS_KEYS);
    const dialog = await openCreate(page);
    const field = dialog.getByRole("group", { name: "Expiration" });
    await expect(field.getByRole("radio")).toHaveCount(choices.length);
    await fillCreate(dialog, { name: unique("Expiring"), expiration: choice });
    if (days === null) await expect(field).toContainText("works until somebody revokes it");
    else await expect(field).toContainText(new Date(Date.now() + days * DAY_MS).getUTCFullYear().toString());
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    const { body } = await gate.whoami(await shownSecret(dialog));
    if (days === null) expect(body.expires_at).toBeNull();
    else expect(Math.abs(Date.parse(body.expires_at) - Date.now() - days * DAY_MS)).toBeLessThan(60_000);
  });
}

test("[4-09] [4-22] a key gets the scopes and the environment that were ticked; the default is the least", async ({
  page,
  gate,
  unique,
}) => {
  await page.goto(ACCESS_KEYS);
  const dialog = await openCreate(page);
  const boxes = dialog.getByRole("group", { name: "Scopes" }).getByRole("checkbox");
  await expect(boxes.and(page.locator(":checked"))).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Just an identity" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(dialog).toContainText("Grant only what it needs");
  await fillCreate(dialog, { name: unique("Watcher"), environment: "staging", scopes: ["keys:read"] });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = await shownSecret(dialog);
  expect(secret).toMatch(/^ks_astaging_/);
  const { body } = await gate.whoami(secret);
  expect(body).toMatchObject({ scopes: ["keys:read"], environment: "staging" });
});

test("[2-07] the form asks for another key in each environment", async ({ page }) => {
  await page.goto(ACCESS_KEYS);
  const environments = (await openCreate(page)).getByRole("group", { name: "Environment" });
  await expect(environments.getByRole("radio")).toHaveCount(3);
  await expect(environments).toContainText("another key in each environment");
});

test("[0-07] nothing is made before Create, and a form that is wrong says what to mend", async ({
  page,
  unique,
}) => {
  const name = unique("Never made");
  await page.goto(ACCESS_KEYS);
  const dialog = await openCreate(page);
  await fillCreate(dialog, { name: "   ", description: "kept", expiration: "1 year" });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const field = dialog.getByLabel("Name", { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/Name is needed/);
  await expect(dialog.getByLabel("Description")).toHaveValue("kept");
  await expect(dialog.getByRole("radio", { name: "1 year" })).toBeChecked();
  await field.fill(name);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(name)}`);
  await expect(page.getByText("No key matches these filters.")).toBeVisible();
});

test("a submit that is sent twice makes one key, and only the first answer has the secret", async ({
  page,
  unique,
}) => {
  const name = unique("Sent twice");
  await page.goto(ACCESS_KEYS);
  let secret = "";
  const submit = await posted(page, /expiration/, async () => {
    secret = (await issueKey(page, { name })).secret;
  });
  const { status, text } = await submit.again();
  expect(status).toBe(200);
  expect(text).toContain('"kind":"done"');
  expect(text).toContain('"replayed":true');
  expect(text).not.toContain(secret.slice(-30));
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(name)}`);
  await expect(rowOf(page, name)).toHaveCount(1);
});

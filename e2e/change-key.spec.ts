import { ACCESS_KEYS, findKey, openKey, posted, rowOf, shownSecret } from "./harness/keys";
import { expect, test } from "./harness/test";

test("[0-13] the pencil edits name and description, nothing else, and Save keeps them", async ({
  page,
  mint,
  unique,
}) => {
  const name = unique("Before");
  await mint({ name, description: "old words" });
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Edit key ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  await expect(dialog.getByRole("textbox")).toHaveCount(2);
  await expect(dialog.locator("input, select, textarea")).toHaveCount(2);
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue(name);
  await expect(dialog.getByLabel("Description")).toHaveValue("old words");
  await dialog.getByLabel("Name", { exact: true }).fill(`${name} renamed`);
  await dialog.getByLabel("Description").fill("new words");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, `${name} renamed`)).toContainText("new words");
  await page.reload();
  await expect(rowOf(page, `${name} renamed`)).toContainText("new words");
});

test("[0-14] the expiration cannot be changed after creation: not by the form, and not around it", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Fixed");
  const secret = await mint({ name, expiration: "30 days" });
  const before = (await gate.whoami(secret)).body.expires_at;
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Edit key ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  await expect(dialog).toContainText("The expiration cannot be changed after creation");
  await dialog.getByLabel("Description").fill("still the same end");
  const submit = await posted(page, /still the same end/, () =>
    dialog.getByRole("button", { name: "Save" }).click(),
  );
  await expect(dialog).toBeHidden();
  const [form] = submit.args as [Record<string, unknown>];
  const { status, text } = await submit.again([{ ...form, expiration: "never" }, crypto.randomUUID()]);
  expect(status).toBe(200);
  expect(text).toContain('"kind":"invalid"');
  expect(text).toContain("cannot be changed after creation");
  expect((await gate.whoami(secret)).body.expires_at).toBe(before);
});

test("Disable refuses the key at once; Undo brings it back", async ({ page, gate, mint, unique }) => {
  const name = unique("Paused");
  const secret = await mint({ name });
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(page.getByText("Refused at 1 of 1 gate")).toBeVisible();
  expect((await gate.whoami(secret)).status).toBe(401);
  await expect(row).toContainText("Suspended");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Active");
  await expect.poll(async () => (await gate.whoami(secret)).status).toBe(200);
});

test("a disabled key is enabled from its row and from its page", async ({ page, gate, mint, unique }) => {
  const name = unique("Switched");
  const secret = await mint({ name });
  await openKey(page, (await gate.whoami(secret)).body.id);
  const head = page.getByRole("main").locator("header").first();
  await head.getByRole("button", { name: "Disable" }).click();
  await expect(head).toContainText("Suspended");
  await head.getByRole("button", { name: "Enable" }).click();
  await expect(head).toContainText("Active");
  await head.getByRole("button", { name: "Disable" }).click();
  await expect(head).toContainText("Suspended");
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Enable" }).click();
  await expect(row).toContainText("Active");
});

test("[4-15] Regenerate gives a new secret once, and the old one is refused from then on", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Renewed");
  const old = await mint({ name, expiration: "90 days" });
  const { id, expires_at: end } = (await gate.whoami(old)).body;
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Regenerate" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("The old secret stops working at once");
  await expect(dialog.getByRole("checkbox", { name: "Change Expiry Date" })).not.toBeChecked();
  await expect(dialog.getByLabel("Expiry", { exact: true })).toBeHidden();
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  const fresh = await shownSecret(dialog);
  await expect(dialog.getByRole("region", { name: "The old secret" })).toContainText(
    "Refused at 1 of 1 gate",
  );
  expect((await gate.whoami(old)).status).toBe(401);
  expect((await gate.whoami(fresh)).body).toMatchObject({ id, version: 2, expires_at: end });
});

test("Regenerate with Change Expiry Date gives the new secret another end", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Prolonged");
  const old = await mint({ name, expiration: "30 days" });
  await openKey(page, (await gate.whoami(old)).body.id);
  await page.getByRole("button", { name: "Regenerate" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "Change Expiry Date" }).check();
  await dialog.getByLabel("Expiry", { exact: true }).selectOption({ label: "Never" });
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  const fresh = await shownSecret(dialog);
  expect((await gate.whoami(fresh)).body.expires_at).toBeNull();
});

test("an action that failed says so beside the key, and nothing has changed", async ({
  page,
  gate,
  faults,
  mint,
  unique,
}) => {
  faults.allow(/Failed to load resource|ERR_FAILED|net::/);
  const name = unique("Cut off");
  const secret = await mint({ name });
  const row = await findKey(page, name);
  await page.route(`**${ACCESS_KEYS}**`, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await row.getByRole("button", { name: `Edit key ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  await dialog.getByLabel("Description").fill("typed with care");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The hub did not answer");
  await expect(dialog.getByLabel("Description")).toHaveValue("typed with care");
  await page.unroute(`**${ACCESS_KEYS}**`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("typed with care");
  expect((await gate.whoami(secret)).status).toBe(200);
});

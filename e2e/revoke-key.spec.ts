import { ACCESS_KEYS, findKey, knowing, openKey, rowOf } from "./harness/keys";
import { expect, test } from "./harness/test";

test("[2-11] [2-12] [4-19] once the console says Revoked, no call is let through: 401 from the very next one", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Leaked");
  const secret = await mint({ name });
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason").selectOption({ label: "It has leaked" });
  const statuses: number[] = [];
  let going = true;
  const calls = Array.from({ length: 4 }, async () => {
    while (going) statuses.push((await gate.whoami(secret)).status);
  });
  await expect.poll(() => statuses.length).toBeGreaterThan(20);
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog).toContainText(/Refused at 1 of 1 gate after \d+ ms/);
  const acknowledged = statuses.length;
  await expect.poll(() => statuses.length).toBeGreaterThan(acknowledged + 40);
  going = false;
  await Promise.all(calls);
  // Calls that were answered while the receipt travelled to the screen stand before the mark.
  expect(new Set(statuses.slice(0, 20))).toEqual(new Set([200]));
  expect(statuses.slice(acknowledged).filter((status) => status !== 401)).toEqual([]);
  await expect(dialog).toContainText("gate-one");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(row).toContainText("Revoked");
});

test("[2-13] before a revocation the dialog says what will break, who calls, and when to do it", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("In use");
  const secret = await mint({ name });
  for (let i = 0; i < 3; i++) await gate.whoami(secret, { "user-agent": "ledger-export/7" });
  const { id } = (await gate.whoami(secret, { "user-agent": "ledger-export/7" })).body;
  await expect(async () => {
    await openKey(page, id);
    await expect(page.getByRole("table", { name: "Callers" })).toContainText("ledger-export/7", {
      timeout: 500,
    });
  }).toPass();
  await page.getByRole("button", { name: "Revoke key" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("region", { name: "Who uses it" })).toContainText(/\d calls/);
  await expect(dialog).toContainText("Programs that still use it fail");
  await expect(dialog).toContainText("revoke at low traffic");
  await expect(dialog).toContainText("ledger-export/7");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
});

test("a revocation needs a reason, and Cancel revokes nothing", async ({ page, gate, mint, unique }) => {
  const name = unique("Kept");
  const secret = await mint({ name });
  const row = await findKey(page, name);
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog");
  const revoke = dialog.getByRole("button", { name: "Revoke key" });
  await expect(revoke).toHaveAccessibleDescription(/Choose a reason/);
  await revoke.click({ force: true });
  await expect(revoke).toHaveAttribute("aria-disabled", "true");
  await expect(revoke).not.toHaveAttribute("aria-busy");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(row).toContainText("Active");
  expect((await gate.whoami(secret)).status).toBe(200);
});

test("[4-21] a revocation has no undo: every other move sleeps and says why, and the reason stands in the history", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const name = unique("Final");
  const { id } = (await gate.whoami(await mint({ name }))).body;
  await openKey(page, id);
  await page.getByRole("button", { name: "Revoke key" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason").selectOption({ label: "No longer needed" });
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem").first()).toContainText("Olive Owner revoked the key");
  await expect(history.getByRole("listitem").first()).toContainText("No longer needed");
  for (const move of ["Disable", "Regenerate", "Revoke key"]) {
    const button = page.getByRole("button", { name: move });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/has been revoked, for good/);
  }
  await expect(page.getByRole("button", { name: "Enable" })).toHaveCount(0);
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts).toContainText(/Revoked.*(just now|ago)/);
  await expect(facts).not.toContainText("Expires");
  await page.goto(`${ACCESS_KEYS}?q=${encodeURIComponent(name)}&status=revoked`);
  await expect(rowOf(page, name)).toContainText("Revoked");
  await expect(rowOf(page, name).getByRole("cell", { name: "Not any more" })).toBeVisible();
});

test("[2-08] [2-09] [2-10] rotating by hand: a new key beside the old one, both good until the old is revoked", async ({
  page,
  gate,
  mint,
  unique,
}) => {
  const base = unique("Turn");
  const old = await mint({ name: `${base} old` });
  const fresh = await mint({ name: `${base} new` });
  expect((await gate.whoami(old)).status).toBe(200);
  expect((await gate.whoami(fresh)).status).toBe(200);
  const row = await findKey(page, `${base} old`);
  await row.getByRole("button", { name: `Actions for ${base} old` }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("bring the new key live first");
  await dialog.getByLabel("Reason").selectOption({ label: "No longer needed" });
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  expect((await gate.whoami(old)).status).toBe(401);
  expect((await gate.whoami(fresh)).status).toBe(200);
});

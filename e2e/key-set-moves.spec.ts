/** What is done to a key set: suspended, activated, regenerated and revoked, each as the gate sees it. */
import { expect } from "@playwright/test";
import { expectClean } from "./harness/axe";
import type { Made } from "./harness/catalog";
import { action, KEYS, milestone, openKeySet, redate, retrieve, test } from "./harness/key-sets";
import { knowing } from "./harness/keys";

test("[1-33] [1-34] [1-36] Suspend: one that fails is tried again; its calls end in an error, its credentials stay to be seen, until it is activated", async ({
  page,
  as,
  faults,
  catalog,
  unique,
}) => {
  const set = await catalog.keySet({ name: unique("Stopped") });
  await openKeySet(page, set.id);
  const secret = await retrieve(page);
  expect(await catalog.verdict(secret, set)).toBe("valid");
  faults.allow(/Failed to fetch|ERR_FAILED|net::ERR/);
  await action(page, "Suspend").click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("API calls with this key return an error");
  await dialog.getByLabel("Reason").fill("Under inquiry");
  await expect(dialog.getByRole("region", { name: "Who uses it" })).toContainText(/used|In use/);
  await page.route(`**${KEYS}/**`, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog).toContainText("press the button again");
  await expectClean(page, "a suspension that failed");
  expect(await catalog.verdict(secret, set)).toBe("valid");
  await page.unroute(`**${KEYS}/**`);
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  await expectClean(page, "the receipt of a suspension");
  expect(await catalog.verdict(secret, set)).toBe("suspended");
  await dialog.getByRole("button", { name: "Done" }).click();
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText(/Suspended by hand.*Olive Owner: Under inquiry/);
  expect(await retrieve(page)).toBe(secret);
  // A Viewer sees it, and none of the buttons.
  const viewer = await as("viewer");
  await openKeySet(viewer, set.id);
  await expect(viewer.getByRole("region", { name: "Notices" })).toContainText("Under inquiry");
  for (const name of ["Activate", "Retrieve Credentials", "Regenerate Key", "Revoke Key", "Rename"])
    await expect(action(viewer, name)).toHaveCount(0);

  await catalog.post(`/v1/applications/${set.application}/suspend`, { reason: "Contract over" });
  await page.reload();
  await expect(notices).toContainText(/Suspended with its application/);
  await expect(action(page, "Activate")).toHaveAccessibleDescription(/Activate the application first/);
  await catalog.post(`/v1/applications/${set.application}/activate`, { also_individual: false });
  await page.reload();
  await expect(notices).not.toContainText("with its application");
  await action(page, "Activate").click();
  await expect(action(page, "Suspend")).toBeVisible();
  await expect(notices).toBeHidden();
  expect(await catalog.verdict(secret, set)).toBe("valid");
});

test("[1-39] [1-40] [1-43] Regenerate Key, where the policy allows it: the old key is refused, the new one as suspended as it was, the timeline follows", async ({
  page,
  catalog,
  unique,
}) => {
  const closed = await catalog.keySet({
    name: unique("Fixed"),
    policy: { manual_regeneration: false },
  });
  await openKeySet(page, closed.id);
  await expect(action(page, "Regenerate Key")).toHaveAccessibleDescription(/does not allow manual/);
  const set = await catalog.keySet({
    name: unique("Renewed"),
    policy: { expiration: { amount: 6, unit: "months" } },
  });
  await openKeySet(page, set.id);
  const old = await retrieve(page);
  await catalog.post(`/v1/key-sets/${set.id}/suspend`);
  await page.reload();
  await action(page, "Regenerate Key").click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Key 1 is revoked at once and for good");
  await expect(dialog).toContainText("The new key is suspended too");
  await expect(dialog).toContainText("expires 6 months from now");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectClean(page, "the question before regenerating");
  await dialog.getByRole("button", { name: "Regenerate Key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(milestone(page, "Revocation of key 1")).toContainText("Replaced by a newer version");
  const fresh = await retrieve(page);
  expect(fresh).not.toBe(old);
  expect(await catalog.verdict(old, set)).toBe("revoked");
  expect(await catalog.verdict(fresh, set)).toBe("suspended");
  await action(page, "Activate").click();
  await expect(action(page, "Suspend")).toBeVisible();
  expect(await catalog.verdict(fresh, set)).toBe("valid");
  expect(await catalog.verdict(old, set)).toBe("revoked");
  await expect(milestone(page, "Expiration of key 1")).toContainText("Cancelled");
  await expect(milestone(page, "Expiration of key 2")).toContainText("Planned");
  await page.getByRole("tab", { name: "Keys" }).click();
  const keys = page.getByRole("table", { name: "Keys" }).getByRole("row");
  await expect(keys.nth(1)).toContainText(/2\s*LATEST/);
  await expect(keys.nth(2)).toContainText("Revoked");
});

test("[1-27] [1-50] [1-52] expiration as it was planned and as it came, and a revocation that is confirmed and for good", async ({
  page,
  catalog,
  unique,
}) => {
  const make = (name: string): Promise<Made> =>
    catalog.keySet({
      name,
      policy: { expiration: { amount: 30, unit: "days" }, manual_regeneration: false },
    });
  const ending = await make(unique("Ends"));
  await openKeySet(page, ending.id);
  await expect(milestone(page, "Expiration")).toContainText("Planned");
  await expect(milestone(page, "Expiration")).toContainText("in 30 d");
  const secret = await retrieve(page);
  await redate(ending.id, { expiresMs: 4_000 });
  expect(await catalog.verdict(secret, ending)).toBe("valid");
  await expect.poll(() => catalog.verdict(secret, ending), { timeout: 8_000 }).toBe("expired");
  await page.reload();
  await expect(milestone(page, "Expiration")).toContainText("On time");
  await expect(milestone(page, "Expiration")).toContainText(/ago|just now/);
  await expect(action(page, "Retrieve Credentials")).toHaveAccessibleDescription(/wiped/);

  const set = await make(unique("Withdrawn"));
  await openKeySet(page, set.id);
  const key = await retrieve(page);
  expect(await catalog.verdict(key, set)).toBe("valid");
  await action(page, "Revoke Key").click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("disabled permanently");
  await dialog.getByLabel("Reason").selectOption({ label: "No longer needed" });
  await knowing(dialog);
  await expectClean(page, "the question before revoking");
  await dialog.getByRole("button", { name: "Revoke Key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  await dialog.getByRole("button", { name: "Done" }).click();
  expect(await catalog.verdict(key, set)).toBe("revoked");
  await expect(milestone(page, "Revocation")).toContainText("No longer needed");
  await expect(milestone(page, "Expiration")).toContainText("Cancelled");
  for (const name of ["Suspend", "Regenerate Key", "Revoke Key"])
    await expect(action(page, name)).toHaveAccessibleDescription(/revoked, for good/);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKey } from "@/lib/services/access-keys/create";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { runCommand } from "@/lib/services/run-command";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { builtCommand, startOutpost } from "@/outpost/testing/outpost-process";
import { expectClean } from "./harness/axe";
import {
  ACCESS_KEYS,
  fillCreate,
  leaveUncopied,
  openCreate,
  openKey,
  rowOf,
  shownSecret,
} from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { hubUrl } from "./harness/run";
import { expect, test } from "./harness/test";

// A workspace of its own, with keys that are older than the test.
test.use({ storageState: { cookies: [], origins: [] } });
test.describe.configure({ mode: "default", timeout: 90_000 });

let own: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.beforeEach(async ({ context }) => {
  own = await openOwnWorkspace();
  await own.signIn(context);
});
test.afterEach(() => own.close());

const DAY_MS = 86_400_000;
/** A key that rotates every 30 days, made so many days ago. */
async function scheduled(name: string, daysAgo: number) {
  const input = {
    name,
    environment: "production",
    expiration: "90",
    rotateEveryDays: 30,
    rotateOverlapHours: 48,
  };
  const ctx = own.home.as(own.home.owner, new Date(Date.now() - daysAgo * DAY_MS));
  const made = done(await runCommand(createKey, ctx, input));
  return { id: made.id, text: made.secret!.reveal() };
}

test("[4-18] a schedule is set when a key is created and on its page, and the key's page tells its dates", async ({
  page,
}) => {
  await page.goto(ACCESS_KEYS);
  const dialog = await openCreate(page);
  await fillCreate(dialog, { name: "Nightly sync", expiration: "90 days" });
  const every = dialog.getByLabel("Automatic rotation");
  // What would come after the expiration cannot be chosen.
  await expect(every.getByRole("option", { name: /^Every 180 days/ })).toBeDisabled();
  await every.selectOption({ label: "Every 30 days" });
  await expect(dialog.getByText(/Every 30 days, first on \d+ \w+ \d{4}/)).toBeVisible();
  await dialog.getByRole("radio", { name: "48 hours" }).check();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await shownSecret(dialog);
  await leaveUncopied(dialog);

  await rowOf(page, "Nightly sync").getByRole("link", { name: "Nightly sync" }).click();
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts.getByText(/Every 30 days, next \d+ \w+ \d{4}/)).toBeVisible();
  const milestones = page.getByRole("region", { name: "Event milestones" });
  await expect(milestones.getByRole("listitem").filter({ hasText: "Rotation" })).toContainText("Planned");
  await expectClean(page, "a key with a schedule");

  await page.getByRole("button", { name: "Automatic rotation" }).click();
  const edit = page.getByRole("dialog", { name: "Automatic rotation of Nightly sync" });
  await expect(edit.getByLabel("Automatic rotation")).toHaveValue("30");
  await expectClean(page, "the schedule");
  await edit.getByLabel("Automatic rotation").selectOption({ label: "Every 60 days" });
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(facts.getByText(/Every 60 days, next/)).toBeVisible();
  await page.getByRole("button", { name: "Automatic rotation" }).click();
  await edit.getByLabel("Automatic rotation").selectOption({ label: "Never" });
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(facts.getByText("It is rotated by hand alone.")).toBeVisible();
});

test("[4-18] a key is rotated by itself; its new secret waits, is revealed once, and the old one works all the while", async ({
  page,
  context,
  gate,
}) => {
  const key = await scheduled("Old sync", 31);
  const waits = page.getByRole("region", { name: "Waiting secret" });
  await expect(async () => {
    await openKey(page, key.id);
    await expect(waits).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(waits).toContainText("A new secret waits to be collected");
  expect((await gate.whoami(key.text)).status).toBe(200);
  await expectClean(page, "a key whose new secret waits");
  const other = await context.newPage();
  await openKey(other, key.id);

  await page.goto(ACCESS_KEYS);
  await expect(rowOf(page, "Old sync")).toContainText("New secret waits");
  await page
    .getByRole("navigation", { name: "Notices" })
    .getByRole("link", { name: /new secret waits/ })
    .click();
  await expect(page).toHaveURL(/notice=uncollected/);
  await rowOf(page, "Old sync").getByRole("link", { name: "Old sync" }).click();
  await waits.getByRole("button", { name: "Reveal new secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Reveal new secret" }).click();
  const fresh = await shownSecret(dialog);
  await expect(dialog.getByRole("region", { name: "The old secret" })).toContainText("ends by itself");
  await leaveUncopied(dialog);
  await expect(waits).toHaveCount(0);
  expect(fresh).not.toBe(key.text);
  for (const secret of [key.text, fresh]) expect((await gate.whoami(secret)).status).toBe(200);

  // Whoever comes second is told, and gets nothing.
  await other.getByRole("region", { name: "Waiting secret" }).getByRole("button").click();
  await other.getByRole("dialog").getByRole("button", { name: "Reveal new secret" }).click();
  await expect(other.getByRole("dialog")).toContainText("somebody has collected it");
  expect(await other.content()).not.toContain(fresh);

  await page.reload();
  const rotation = page
    .getByRole("region", { name: "Event milestones" })
    .getByRole("listitem")
    .filter({ hasText: "Rotation of key 1" });
  await expect(rotation).toContainText("Planned for");
  await expect(rotation).toContainText("late");
  await expect(page.getByRole("region", { name: "History" })).toContainText("collected the new secret");
  expect(await page.content()).not.toContain(fresh);
});

test("[1-33] a suspension that an Outpost has not acknowledged is shown, retried, and turns green with its receipt", async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "keysmith-delivery-"));
  const token = await own.outpost("Front of orders");
  // It holds nothing, so nobody waits for it.
  await own.outpost("Never started");
  const outpost = await startOutpost(await builtCommand(folder), hubUrl(), token, [
    "--port",
    "0",
    "--state",
    "none",
  ]);
  try {
    const set = await makeKeySetOf(own.home);
    await page.goto(`/workspace/keys/${set.id}`);
    const delivery = page.getByRole("region", { name: "Delivery to Outposts" });
    await expect(delivery).toContainText("in force at 1 of 1 Outpost", { timeout: 15_000 });
    // It hangs: connected, and silent.
    outpost.signal("SIGSTOP");
    done(await runCommand(suspendKeySet, own.home.as(), { id: set.id, reason: "" }));
    await page.reload();
    await expect(delivery).toContainText("1 Outpost has not acknowledged the latest change", {
      timeout: 20_000,
    });
    const row = delivery.getByRole("listitem").filter({ hasText: "Front of orders" });
    await expect(row).toContainText(/Not acknowledged|Out of reach/);
    await expectClean(page, "a change that an Outpost has not acknowledged");
    await row.getByRole("button", { name: "Retry Front of orders" }).click();
    await expect(row).toContainText("Asked again");
    outpost.signal("SIGCONT");
    await expect(delivery).toContainText("in force at 1 of 1 Outpost", { timeout: 20_000 });
    await expect(delivery.getByText("Applied").first()).toBeVisible();
  } finally {
    await outpost.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

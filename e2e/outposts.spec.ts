import type { Page } from "@playwright/test";
import { makeApi } from "@/lib/services/testing/catalog";
import { expectClean } from "./harness/axe";
import { AGENT_INTEGRATIONS, knowing, leaveUncopied } from "./harness/keys";
import { runOutpost, type WireOutpost } from "./harness/outpost";
import { chooseOf, enrolOutpost, outpostsSection, shownToken } from "./harness/outpost-desk";
import { openOwnWorkspace } from "./harness/own-workspace";
import { hubUrl } from "./harness/run";
import { expect, test } from "./harness/test";

// A workspace of its own: beside an Outpost, every receipt of its workspace names it.
test.use({ storageState: { cookies: [], origins: [] } });
test.describe.configure({ mode: "default", timeout: 90_000 });

let own: Awaited<ReturnType<typeof openOwnWorkspace>>;
const running: WireOutpost[] = [];
test.beforeEach(async ({ context }) => {
  own = await openOwnWorkspace();
  await own.signIn(context);
});
test.afterEach(async () => {
  for (const outpost of running.splice(0)) await outpost.stop();
  await own.close();
});

const start = (token: string, api?: string | null, skewMs?: number) => {
  const outpost = runOutpost(token, api, skewMs);
  running.push(outpost);
  return outpost;
};
const rowOf = (page: Page, name: string) => outpostsSection(page).getByRole("row").filter({ hasText: name });

async function enrolled(page: Page, name: string): Promise<WireOutpost> {
  const { dialog, token } = await enrolOutpost(page, name);
  await leaveUncopied(dialog);
  const outpost = start(token);
  await expect(rowOf(page, name)).toContainText("Online");
  return outpost;
}

test("an Outpost is enrolled with one command, whose token is shown once, and turns green when it calls", async ({
  page,
}) => {
  await page.goto(AGENT_INTEGRATIONS);
  await expect(outpostsSection(page)).toContainText("No Outpost yet.");
  const { dialog, token } = await enrolOutpost(page, "Orders API");
  await expect(dialog.getByText("Waiting for its first call…")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("You haven't copied it.")).toBeVisible();
  await dialog.getByRole("button", { name: "Go back" }).click();
  start(token);
  await expect(dialog.getByText("Online")).toBeVisible();
  await expect(dialog).toContainText(/Orders API called .* applied revision \d+/);
  await leaveUncopied(dialog);
  const row = rowOf(page, "Orders API");
  await expect(row).toContainText("production");
  await expect(row).toContainText("0.1.0");
  await expect(row).toContainText("12 / 3");
  await page.reload();
  await expect(rowOf(page, "Orders API")).toContainText("Online");
  expect(await page.content()).not.toContain(token.slice(-20));
});

test("an Outpost is enrolled for an API of the catalog, and the list tells where key sets find none", async ({
  page,
}) => {
  const { slug } = await makeApi(own.home, { name: "Orders", version: "7" });
  await page.goto(AGENT_INTEGRATIONS);
  const { dialog: first, token: alone } = await enrolOutpost(page, "For keys");
  await expect(first.locator("[data-secret]")).not.toContainText("--api");
  await leaveUncopied(first);
  start(alone, null);
  await expect(rowOf(page, "For keys")).toContainText("Started without --api: lets in no key set");

  await outpostsSection(page).getByRole("button", { name: "Enrol Outpost" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("For key sets");
  const [environment, api] = [dialog.getByLabel("Environment"), dialog.getByLabel("API", { exact: true })];
  await environment.selectOption("production");
  await api.selectOption({ label: "Orders 7" });
  await environment.selectOption("staging");
  await expect(api).toHaveCount(0);
  await expect(environment).toHaveAccessibleDescription(/No API is in staging yet: no key set is let in/);
  await environment.selectOption({ label: "Every environment" });
  await expect(environment).toHaveAccessibleDescription(
    /keys of every environment are let in, and no key set/,
  );
  await expect(api).toHaveValue("");
  await api.selectOption({ label: "Orders 7" });
  await dialog.getByRole("button", { name: "Enrol", exact: true }).click();
  await expect(dialog).toContainText("Key sets are good in an environment of their own.");
  await expectClean(page, "an API in every environment");
  await environment.selectOption("production");
  await dialog.getByRole("button", { name: "Enrol", exact: true }).click();
  const token = await shownToken(dialog);
  await expect(dialog.locator("[data-secret]")).toHaveText(new RegExp(` --api ${slug}$`));
  await leaveUncopied(dialog);
  start(token, slug);
  await expect(rowOf(page, "For key sets")).toContainText(slug);
  await chooseOf(page, "For key sets", "Re-enrol");
  await page.getByRole("alertdialog").getByRole("button", { name: "Re-enrol Outpost" }).click();
  const again = page.getByRole("dialog", { name: "A new token" });
  await expect(again.locator("[data-secret]")).toHaveText(new RegExp(` --api ${slug}$`));
  start(await shownToken(again), "elsewhere-v1");
  await leaveUncopied(again);
  await expect(rowOf(page, "For key sets")).toContainText("elsewhere-v1: not in the catalog, so no key sets");
  await expectClean(page, "what each stands for");
  await chooseOf(page, "For key sets", "Re-enrol");
  await page.getByRole("alertdialog").getByRole("button", { name: "Re-enrol Outpost" }).click();
  await expect(again.locator("[data-secret]")).not.toContainText("--api");
  await expect(again).toContainText("Add --api with the right name.");
  await leaveUncopied(again);
});

test("[0-26] [0-29] the public key reaches an Outpost by itself, also after a rotation, and the screen says how", async ({
  page,
}) => {
  await page.goto(AGENT_INTEGRATIONS);
  const outpost = await enrolled(page, "Orders API");
  await expect(rowOf(page, "Orders API")).toContainText("no signing key");
  await page.getByRole("button", { name: "Generate Signing Key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Generate Key" }).click();
  await expect.poll(() => outpost.kids().length).toBe(1);
  const [first] = outpost.kids();
  await expect(rowOf(page, "Orders API")).toContainText(`kid ${first?.slice(0, 10)}`);
  await page.getByRole("button", { name: "Get new key" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Rotate Key" }).click();
  await expect(dialog).toContainText("and 1 of 1 Outpost after");
  await expect(dialog).toContainText("may take a few minutes; restarting it hastens that");
  expect(outpost.kids()).not.toEqual([first]);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(rowOf(page, "Orders API")).toContainText(`kid ${outpost.kids()[0]?.slice(0, 10)}`);
});

test("[0-30] [0-31] Reset Outposts has every one begin anew, and shows their receipts arriving", async ({
  page,
}) => {
  await page.goto(AGENT_INTEGRATIONS);
  const [one, two] = [await enrolled(page, "Orders API"), await enrolled(page, "Billing API")];
  const { dialog: last } = await enrolOutpost(page, "Never started");
  await leaveUncopied(last);
  await page.getByRole("button", { name: "Reset outpost to use this key" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("All 3 Outposts drop all that they know");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Reset Outposts" }).click();
  await expect(dialog).toContainText("2 of 3 Outposts have answered so far");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Never started" })).toContainText(
    "not connected",
  );
  await expect(dialog).toContainText("may take a few minutes; restarting it hastens that");
  expect([one.generation(), two.generation()]).toEqual([2, 2]);
  await dialog.getByRole("button", { name: "Done" }).click();
  await chooseOf(page, "Orders API", "Reset");
  await dialog.getByRole("button", { name: "Reset Outpost" }).click();
  await expect(dialog).toContainText("1 of 1 Outpost has answered");
  expect([one.generation(), two.generation()]).toEqual([3, 2]);
});

test("nobody waits for an Outpost that is removed while its answer to a reset is waited for", async ({
  page,
}) => {
  start(await own.outpost("Orders API"));
  await own.outpost("Never started");
  await page.goto(AGENT_INTEGRATIONS);
  await expect(rowOf(page, "Orders API")).toContainText("Online");
  await page.getByRole("button", { name: "Reset outpost to use this key" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Reset Outposts" }).click();
  await expect(dialog).toContainText("1 of 2 Outposts have answered so far");
  await own.removeOutpost("Never started");
  await expect(dialog).toContainText("1 of 1 Outpost has answered");
  await expect(dialog).not.toContainText("so far");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Never started" })).toContainText("removed");
  await expectClean(page, "one that was removed meanwhile");
  await own.removeOutpost("Orders API");
  await expect(dialog).toContainText("No Outpost is left to answer");
});

test("a withdrawal's receipt names the Outposts that have applied it; one that stopped is unknown, never green", async ({
  page,
}) => {
  const key = await own.key({ name: "Leaked" });
  await page.goto(AGENT_INTEGRATIONS);
  const outpost = await enrolled(page, "Orders API");
  await page.goto(`/keys/${key.id}`);
  await page.getByRole("button", { name: "Revoke key" }).click();
  const dialog = page.getByRole("alertdialog");
  await knowing(dialog);
  await dialog.getByLabel("Reason").selectOption({ label: "It has leaked" });
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog).toContainText(/Refused at 1 of 1 gate and 1 of 1 Outpost after/);
  await page.goto(AGENT_INTEGRATIONS);
  await expect(rowOf(page, "Orders API")).toContainText("Online");
  await outpost.stop();
  await expect(rowOf(page, "Orders API")).toContainText("Unknown", { timeout: 25_000 });
  await expect(rowOf(page, "Orders API")).not.toContainText("Online");
});

test("with the hub out of reach the list says since when it is not fresh, and nobody looks online; once it answers, all is as it was", async ({
  page,
  faults,
}) => {
  start(await own.outpost("Orders API"));
  await page.goto(AGENT_INTEGRATIONS);
  await expect(rowOf(page, "Orders API")).toContainText("Online");
  faults.allow(/ERR_(FAILED|CONNECTION_REFUSED)/);
  await page.route("**", (route) => route.abort());
  const notice = outpostsSection(page)
    .getByRole("status")
    .filter({ hasText: /Not refreshed since/ });
  await expect(notice).toContainText(/since \d\d:\d\d UTC.*The hub does not answer/, { timeout: 20_000 });
  await expect(rowOf(page, "Orders API")).toContainText("Unknown");
  await expect(rowOf(page, "Orders API")).not.toContainText("Online");
  await expectClean(page, "what is not fresh");
  await page.unroute("**");
  await expect(notice).toBeHidden();
  await expect(rowOf(page, "Orders API")).toContainText("Online");
});

test("whoever was elsewhere for a while comes back to a list that is not called old", async ({ page }) => {
  start(await own.outpost("Orders API"));
  await page.clock.install();
  await page.goto(AGENT_INTEGRATIONS);
  await expect(rowOf(page, "Orders API")).toContainText("Online");
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.clock.fastForward(60_000);
  await expect(rowOf(page, "Orders API")).toContainText("Online");
  await expect(page.getByText("Not refreshed since")).toHaveCount(0);
});

test("an Outpost whose clock is off says so, and one whose clock is right says nothing of it", async ({
  page,
}) => {
  start(await own.outpost("Ahead"), null, 90_000);
  start(await own.outpost("Slow"), null, -7_000);
  start(await own.outpost("Right"), null, 400);
  await page.goto(AGENT_INTEGRATIONS);
  await expect(rowOf(page, "Ahead")).toContainText("clock 2 min ahead");
  await expect(rowOf(page, "Slow")).toContainText("clock 7 s slow");
  await expect(rowOf(page, "Right")).toContainText("Online");
  await expect(rowOf(page, "Right")).not.toContainText("clock");
});

test("Re-enrol ends the old token, and Remove the Outpost", async ({ page }) => {
  const bundle = async (token: string) =>
    (await fetch(`${hubUrl()}/v1/outposts/self/bundle`, { headers: { authorization: `Bearer ${token}` } }))
      .status;
  await page.goto(AGENT_INTEGRATIONS);
  const { dialog, token } = await enrolOutpost(page, "Orders API");
  await leaveUncopied(dialog);
  expect(await bundle(token)).toBe(200);
  await chooseOf(page, "Orders API", "Re-enrol");
  await page.getByRole("alertdialog").getByRole("button", { name: "Re-enrol Outpost" }).click();
  const again = page.getByRole("dialog", { name: "A new token" });
  const fresh = await shownToken(again);
  expect([await bundle(token), await bundle(fresh)]).toEqual([401, 200]);
  await leaveUncopied(again);
  await chooseOf(page, "Orders API", "Remove");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove Outpost" }).click();
  await expect(outpostsSection(page)).toContainText("No Outpost yet.");
  expect(await bundle(fresh)).toBe(401);
});

test("axe finds nothing in what is asked, shown and told of Outposts", async ({ page }) => {
  await page.goto(AGENT_INTEGRATIONS);
  await expect(outpostsSection(page)).toContainText("No Outpost yet.");
  await expectClean(page, "no Outpost");
  await outpostsSection(page).getByRole("button", { name: "Enrol Outpost" }).click();
  const dialog = page.getByRole("dialog");
  await expectClean(page, "enrol");
  await dialog.getByRole("button", { name: "Enrol", exact: true }).click();
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await expectClean(page, "enrol without a name");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  const enrolment = await enrolOutpost(page, "Orders API");
  await expect(enrolment.dialog.getByText("Waiting for its first call…")).toBeVisible();
  await expectClean(page, "the token");
  const outpost = start(enrolment.token);
  await expect(enrolment.dialog.getByText("Online")).toBeVisible();
  await expectClean(page, "its first call");
  await page.keyboard.press("Escape");
  await expectClean(page, "the question before the token is gone");
  await enrolment.dialog.getByRole("button", { name: "Close without copying" }).click();
  await expect(rowOf(page, "Orders API")).toContainText("Online");
  await expectClean(page, "one that is online");

  const question = page.getByRole("alertdialog");
  await chooseOf(page, "Orders API", "Reset");
  await expectClean(page, "reset");
  await question.getByRole("button", { name: "Reset Outpost" }).click();
  await expect(question).toContainText("1 of 1 Outpost has answered");
  await expectClean(page, "the receipt of a reset");
  await question.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Reset outpost to use this key" }).click();
  await expectClean(page, "reset all");
  await question.getByRole("button", { name: "Cancel" }).click();

  await outpost.stop();
  await chooseOf(page, "Orders API", "Re-enrol");
  await expectClean(page, "re-enrol");
  await question.getByRole("button", { name: "Re-enrol Outpost" }).click();
  const again = page.getByRole("dialog", { name: "A new token" });
  await expect(again).toBeVisible();
  await expectClean(page, "the new token");
  await leaveUncopied(again);
  await expect(rowOf(page, "Orders API")).toContainText("Unknown");
  await chooseOf(page, "Orders API", "Remove");
  await expectClean(page, "remove");
  await question.getByRole("button", { name: "Remove Outpost" }).click();
  await expect(outpostsSection(page)).toContainText("No Outpost yet.");
});

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { calculateJwkThumbprint, decodeProtectedHeader, exportJWK, importSPKI } from "jose";
import { builtCommand, type OutpostProcess, startOutpost } from "@/outpost/testing/outpost-process";
import { expectClean } from "./harness/axe";
import { AGENT_INTEGRATIONS } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { hubUrl } from "./harness/run";
import { expect, test } from "./harness/test";

// A workspace of its own, with Outposts as people start them.
test.use({ storageState: { cookies: [], origins: [] } });
test.describe.configure({ mode: "default", timeout: 120_000 });

let own: Awaited<ReturnType<typeof openOwnWorkspace>>;
let folder: string;
let command: string;
const running: OutpostProcess[] = [];
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keysmith-overlap-"));
  command = await builtCommand(folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));
test.beforeEach(async ({ context }) => {
  own = await openOwnWorkspace();
  await own.signingKey();
  await own.signIn(context);
});
test.afterEach(async () => {
  for (const outpost of running.splice(0)) await outpost.stop();
  await own.close();
});

async function outpost(name: string): Promise<OutpostProcess> {
  const token = await own.outpost(name);
  const started = await startOutpost(command, hubUrl(), token, ["--port", "0", "--state", "none"]);
  running.push(started);
  return started;
}
const LET_IN = 204;
/** What an Outpost says to whoever brings a token. */
const said = async ({ url }: OutpostProcess, token: string) =>
  (await fetch(`${url}/_outpost/auth`, { headers: { authorization: `Bearer ${token}` } })).status;
const token = async (key: { text: string }): Promise<string> => {
  const headers = { authorization: `Bearer ${key.text}`, "content-type": "application/json" };
  const answer = await fetch(`${hubUrl()}/v1/token`, { method: "POST", headers, body: "{}" });
  return (await answer.json()).token;
};
const kidOf = (text: string) => decodeProtectedHeader(text).kid;

const panel = (page: Page) => page.getByRole("region", { name: "Rotation with overlap" });
const standing = (page: Page, name: string) =>
  panel(page)
    .getByRole("list", { name: "Outposts and the next key" })
    .getByRole("listitem")
    .filter({ hasText: name });
const sign = (page: Page) => panel(page).getByRole("button", { name: "Sign with the new key", exact: true });

/** The kid of the public key in the file that this link gives (RFC 7638). */
async function downloaded(page: Page, name: string): Promise<string> {
  const started = page.waitForEvent("download");
  await panel(page).getByRole("link", { name }).click();
  const pem = await readFile(await (await started).path(), "utf8");
  return calculateJwkThumbprint(await exportJWK(await importSPKI(pem, "RS256")));
}

async function begin(page: Page) {
  await page.getByRole("button", { name: "Rotate with overlap" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate with overlap?" });
  await dialog.getByRole("button", { name: "Publish Next Key" }).click();
  await expect(dialog).toBeHidden();
  await expect(panel(page)).toBeVisible();
}

test("[0-26] [0-27] Rotate with overlap: Outposts prove the next key, a straggler holds it up by name, the old key drains, and there is a way back", async ({
  page,
}) => {
  const key = await own.key({ name: "Orders plugin", scopes: ["tokens:exchange"] });
  const [swift, slow] = [await outpost("Swift edge"), await outpost("Slow edge")];
  await page.goto(AGENT_INTEGRATIONS);
  const table = page.getByRole("region", { name: "Outposts" });
  for (const name of ["Swift edge", "Slow edge"])
    await expect(table.getByRole("row").filter({ hasText: name })).toContainText("Online");
  const before = await token(key);
  await expect.poll(() => said(swift, before)).toBe(LET_IN);

  slow.signal("SIGSTOP");
  await begin(page);
  await expect(standing(page, "Swift edge")).toContainText("has verified it");
  await expect(standing(page, "Slow edge")).toContainText("has not answered yet");
  await expect(standing(page, "Slow edge")).toContainText(
    /Last seen .*, version 0\.1\.0.*, one key in memory/,
  );
  await expect(panel(page)).toContainText("1 of 2 Outposts have proven that they know it");
  await expect(sign(page)).toHaveAttribute("aria-disabled", "true");
  await expect(sign(page)).toHaveAccessibleDescription(/Not every Outpost that is alive/);

  // Nobody hears of it any more: now a person may decide, by its name.
  await expect(standing(page, "Slow edge")).toContainText("is unknown", { timeout: 25_000 });
  await expect(sign(page)).toHaveAccessibleDescription(/Say that this goes on without each of them/);
  const without = panel(page).getByRole("checkbox", { name: "Go on without Slow edge" });
  await without.check();
  await expect(sign(page)).not.toHaveAttribute("aria-disabled");
  await without.uncheck();
  await expect(sign(page)).toHaveAttribute("aria-disabled", "true");
  slow.signal("SIGCONT");
  await expect(standing(page, "Slow edge")).toContainText("has verified it", { timeout: 25_000 });
  expect(kidOf(await token(key))).toBe(kidOf(before));

  await sign(page).click();
  const drain = panel(page).locator("[data-drain]");
  await expect(drain).toContainText(/\d+ tokens? of it lives?|One token of it lives/, { timeout: 15_000 });
  await expect(drain).toContainText(/(the last|it) ends by \d\d:\d\d UTC.*, safe at \d\d:\d\d UTC/);
  await expect(page.getByRole("button", { name: "Rotate with overlap" })).toHaveAttribute("aria-disabled");
  const after = await token(key);
  expect(kidOf(after)).not.toBe(kidOf(before));
  await expect(page.getByText(kidOf(after)!).first()).toBeVisible();
  for (const edge of [swift, slow])
    expect([await said(edge, before), await said(edge, after)]).toEqual([LET_IN, LET_IN]);

  await panel(page).getByRole("button", { name: "Roll back" }).click();
  await expect(panel(page).getByRole("heading")).toHaveText("Rolled back");
  expect(kidOf(await token(key))).toBe(kidOf(before));
  for (const edge of [swift, slow])
    expect([await said(edge, before), await said(edge, after)]).toEqual([LET_IN, LET_IN]);

  await panel(page).getByRole("button", { name: "Retire it now" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("There is no way back to this key.");
  await dialog.getByRole("button", { name: "Retire Key" }).click();
  // The page has seen by itself that nothing drains any more; the receipt stays until it is dismissed.
  await expect(page.locator("[data-drain]")).toHaveCount(0);
  await expect(dialog).toContainText("and 2 of 2 Outposts after");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(panel(page)).toBeHidden();
  for (const edge of [swift, slow])
    expect([await said(edge, before), await said(edge, after)]).toEqual([LET_IN, 401]);
  await page.getByText("One earlier key").click();
  await expect(page.getByText(kidOf(after)!)).toBeVisible();
});

test("[0-25] the next public key can be downloaded before it signs, and the one that drains as long as its tokens are good", async ({
  page,
}) => {
  const key = await own.key({ name: "Orders plugin", scopes: ["tokens:exchange"] });
  const before = kidOf(await token(key));
  await page.goto(AGENT_INTEGRATIONS);
  await begin(page);
  const next = await downloaded(page, "download the next public key");
  expect(next).not.toBe(before);
  await sign(page).click();
  await expect(panel(page).getByRole("button", { name: "Roll back" })).toBeVisible();
  expect(kidOf(await token(key))).toBe(next);
  expect(await downloaded(page, "its public key")).toBe(before);
});

test("[0-28] Rotate Key in the middle of an overlap says that it ends it, and takes the next key too", async ({
  page,
}) => {
  await page.goto(AGENT_INTEGRATIONS);
  await begin(page);
  await expect(panel(page)).toContainText("No Outpost is enrolled, so there is nobody to wait for.");
  await expect(sign(page)).not.toHaveAttribute("aria-disabled");
  await page.getByRole("button", { name: "Get new key" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("its next key goes too; no integration holds a token of it");
  await dialog.getByRole("button", { name: "Rotate Key" }).click();
  await expect(dialog).toContainText("Refused at 1 of 1 gate");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(panel(page)).toBeHidden();
  await page.getByText("2 earlier keys").click();
  await expect(page.getByText("withdrawn before it signed")).toBeVisible();
});

for (const width of [1440, 390]) {
  test(`axe finds nothing in the steps of a rotation with overlap, and they fit, ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await own.outpost("Never started, with a name that is far too long for one line of a phone");
    await page.goto(AGENT_INTEGRATIONS);
    await page.getByRole("button", { name: "Rotate with overlap" }).click();
    await expectClean(page, "the question");
    await page.getByRole("button", { name: "Publish Next Key" }).click();
    await expect(standing(page, "Never started")).toContainText("It has never called.");
    await expectClean(page, "an Outpost that nobody hears of");
    await panel(page)
      .getByRole("checkbox", { name: /^Go on without Never started/ })
      .check();
    await sign(page).click();
    await expect(panel(page).locator("[data-drain]")).toContainText("No token of it is counted as live");
    await expectClean(page, "the drain");
    await panel(page).getByRole("button", { name: "Retire it now" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await expectClean(page, "the end of the drain");
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    await panel(page).getByRole("button", { name: "Roll back" }).click();
    await expect(panel(page).getByRole("heading")).toHaveText("Rolled back");
    await expectClean(page, "rolled back");
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

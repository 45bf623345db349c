import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect as expected } from "@playwright/test";
import { decodeJwt } from "jose";
import { openKey } from "./harness/keys";
import { openOwnWorkspace } from "./harness/own-workspace";
import { expect, test } from "./harness/test";

let place: Awaited<ReturnType<typeof openOwnWorkspace>>;
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeEach(async ({ context }) => {
  place = await openOwnWorkspace();
  await place.signingKey();
  await place.signIn(context);
});
test.afterEach(() => place?.close());

const exchange = (request: APIRequestContext, key: string) =>
  request.post("/v1/token", { headers: { authorization: `Bearer ${key}` }, data: {} });
async function tokenOf(request: APIRequestContext, key: string): Promise<string> {
  const answer = await exchange(request, key);
  expected(answer.status()).toBe(200);
  return (await answer.json()).token;
}
const integration = (name: string) => place.key({ name, scopes: ["tokens:exchange"] });

test("an Owner sets whom tokens are for and how long they live, and hears what becomes of those that live", async ({
  page,
  request,
}) => {
  const key = await integration("Orders plugin");
  expect(decodeJwt(await tokenOf(request, key.text)).aud).toContain(`/w/${place.slug}`);
  const audience = page.getByLabel("Audience of tokens");
  const minutes = page.getByLabel("Lifetime of tokens, in minutes");
  const said = page.getByText("The new audience counts at once");
  await expect(async () => {
    await page.goto("/settings/workspace");
    await expect(minutes).toHaveValue("15");
    await audience.fill("https://api.example.com/v1");
    await expect(page.getByText("1 live token names the old one")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(said).toBeVisible();
  await audience.fill("two words");
  await minutes.fill("90");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(audience).toHaveAccessibleDescription(/without spaces/);
  await expect(minutes).toHaveAccessibleDescription(/from 1 to 60/);
  await audience.fill("https://api.example.com/v1");
  await minutes.fill("5");
  await expect(page.getByText("Those that live keep their end")).toBeVisible();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("The settings have been saved").first()).toBeVisible();
  await expect(said).toBeHidden();
  await expect
    .poll(async () => {
      const { aud, iat, exp } = decodeJwt(await tokenOf(request, key.text));
      return { aud, lives: exp! - iat! };
    })
    .toEqual({ aud: "https://api.example.com/v1", lives: 300 });
  await page.goto("/settings/audit-log");
  const facts = page.getByRole("row").filter({ hasText: "changed the workspace" }).first();
  await expect(facts).toContainText("the issuer to https://api.example.com/v1");
  await expect(facts).toContainText("15 to 5");
});

test("[2-13] before a key is revoked, the tokens that go with it and the Outpost that it came through are named", async ({
  page,
  request,
}) => {
  const key = await integration("Ledger export");
  const token = await tokenOf(request, key.text);
  await tokenOf(request, key.text);
  await callThroughOutpost(request, "orders-edge", key);
  const dialog = page.getByRole("alertdialog");
  const evidence = dialog.getByRole("region", { name: "Who uses it" });
  await expect(async () => {
    await openKey(page, key.id);
    await page.getByRole("button", { name: "Revoke key", exact: true }).click();
    await expect(evidence).toContainText("It holds 2 live tokens", { timeout: 2_000 });
  }).toPass();
  await expect(evidence).toContainText(/the last of which ends by \d\d:\d\d UTC/);
  await expect(evidence).toContainText("They are refused too");
  await expect(evidence.getByRole("list", { name: "Callers" })).toContainText("through Outpost orders-edge");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await openKey(page, key.id);
  await expect(page.getByRole("definition").filter({ hasText: "the last ends by" })).toContainText(
    /^2, the last ends by \d\d:\d\d UTC/,
  );
  const places = page.getByRole("table", { name: "Where it was checked" }).getByRole("row");
  await expect(places.filter({ hasText: "Outpost orders-edge" }).getByRole("cell").first()).toHaveText("3");
  await expect(places.filter({ hasText: "Gate" }).getByRole("cell").nth(2)).toHaveText("2");
  await expect(page.getByRole("table", { name: "Callers" })).toContainText("Outpost orders-edge");
  await expect(page.getByRole("table", { name: "Calls by outcome" })).toContainText("Exchanged for a token");
  const asker = await place.key({ name: "Asks about tokens", scopes: ["keys:verify"] });
  const active = async () => {
    const form = { token, client_id: publicIdIn(asker.text), client_secret: asker.text };
    return (await (await request.post(`/w/${place.slug}/oauth/introspect`, { form })).json()).active;
  };
  expect(await active()).toBe(true);
  await place.revoke(key.id);
  expect(await active()).toBe(false);
});

test("many keys together tell of the tokens that go with them", async ({ page, request }) => {
  for (const name of ["Plugin one", "Plugin two"]) await tokenOf(request, (await integration(name)).text);
  const dialog = page.getByRole("alertdialog");
  await expect(async () => {
    await page.goto("/settings/workspace/access-keys");
    for (const name of ["Plugin one", "Plugin two"])
      await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
    await page.getByRole("region", { name: "Selected rows" }).getByRole("button", { name: "Delete" }).click();
    await expect(dialog.getByRole("region", { name: "Who uses them" })).toContainText(
      "They hold 2 live tokens",
      { timeout: 2_000 },
    );
  }).toPass();
});

test("a refused exchange stands in the key's history, and once however often it is tried", async ({
  page,
  request,
}) => {
  const key = await integration("Forgotten plugin");
  await place.revoke(key.id);
  expect((await exchange(request, key.text)).status()).toBe(401);
  const told = page.getByText("refused a token to the key");
  await expect(async () => {
    await openKey(page, key.id);
    await expect(told).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByText("The key is revoked", { exact: true })).toBeVisible();
  for (let n = 0; n < 5; n++) await exchange(request, key.text);
  await page.waitForTimeout(1_500);
  await openKey(page, key.id);
  await expect(told).toHaveCount(1);
});

/** As an Outpost reports it: three calls with the key that were let in. */
async function callThroughOutpost(
  request: APIRequestContext,
  name: string,
  key: { id: string },
): Promise<void> {
  const at = new Date().toISOString();
  const of = { versionId: randomUUID(), keyId: key.id };
  const receipt = {
    ...{ generation: 1, revision: 0, kids: [], version: "0.1.0", clock_skew_ms: 0, canary: null },
    usage: {
      batch: 1,
      rows: [{ ...of, hour: at, outcome: "valid", calls: 3, lastAt: at }],
      callers: [{ ...of, ip: "203.0.113.9", userAgent: "orders/7", calls: 3, firstAt: at, lastAt: at }],
    },
    requests: { allowed: 3, denied: 0 },
  };
  const headers = { authorization: `Bearer ${await place.outpost(name)}` };
  const answer = await request.post("/v1/outposts/self/receipts", { headers, data: receipt });
  expected(answer.status()).toBe(204);
}

/** The head of a key's text: what an OAuth client may call itself. */
function publicIdIn(text: string): string {
  return text.split("_").slice(0, 3).join("_");
}

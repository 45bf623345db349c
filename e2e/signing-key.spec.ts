import { readFile } from "node:fs/promises";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { expectClean } from "./harness/axe";
import { createKey } from "./harness/keys";
import { expect, test } from "./harness/test";

const SETTINGS = "/settings/agent-integrations";

test.describe.configure({ mode: "serial" });

test("[0-19] without a signing key the exchange answers 422, and the page says what is missing", async ({
  page,
  request,
}) => {
  await page.goto(SETTINGS);
  await expect(page.getByText("No signing key yet.")).toBeVisible();
  const secret = await createKey(page, { name: "Before the key", scopes: ["tokens:exchange"] });
  const answer = await request.post("/v1/token", {
    headers: { authorization: `Bearer ${secret}` },
    data: {},
  });
  expect(answer.status()).toBe(422);
  expect((await answer.json()).detail).toContain("signing key");
});

test("[0-18] [0-22] [0-23] Generate Signing Key asks first, then shows the public key", async ({ page }) => {
  await page.goto(SETTINGS);
  await page.getByRole("button", { name: "Generate Signing Key" }).click();
  const dialog = page.getByRole("dialog", { name: "Generate a signing key?" });
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("-----BEGIN PUBLIC KEY-----")).toBeVisible();
});

test("[0-21] [0-24] [0-25] with a key there is no second Generate, and Download gives the public half alone", async ({
  page,
}) => {
  await page.goto(SETTINGS);
  await expect(page.getByRole("button", { name: "Get new key" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Generate Signing Key" })).toHaveCount(0);
  // What harms nobody comes first, what ends every token last.
  const ways = page.getByRole("button", { name: /^(Rotate with overlap|Download Public Key|Get new key)$/ });
  await expect(ways).toHaveText(["Rotate with overlap", "Download Public Key", "Get new key"]);
  const started = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download Public Key" }).click();
  const file = await (await started).path();
  const text = await readFile(file, "utf8");
  expect(text).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  expect(await page.content()).not.toContain("PRIVATE KEY");
});

test("[0-20] [0-27] [0-28] Get new key warns, and Rotate Key ends every token of the old one", async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto(SETTINGS);
  const secret = await createKey(page, { name: "Exchanges", scopes: ["tokens:exchange"] });
  const token = async () => {
    const answer = await request.post("/agent-integrations-api/auth/token", {
      headers: { authorization: `Bearer ${secret}` },
      data: { payload: { user_id: "42" } },
    });
    expect(answer.status()).toBe(200);
    return (await answer.json()).token as string;
  };
  const before = await token();
  const { iss } = JSON.parse(Buffer.from(before.split(".")[1]!, "base64url").toString()) as { iss: string };
  const published = new URL(`${baseURL}${new URL(iss).pathname}/.well-known/jwks.json`);
  const check = (text: string) =>
    jwtVerify(text, createRemoteJWKSet(published), { issuer: iss, audience: iss });
  await check(before);
  await page.goto(SETTINGS);
  await page.getByRole("button", { name: "Get new key" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Replace the signing key?" });
  await expect(
    dialog.getByText("All tokens signed with the current key are invalid from then on."),
  ).toBeVisible();
  // Counted a moment after it was issued: the dialog reads when it opens.
  const live = dialog.getByText(/^\d+ live tokens? of the current key (is|are) refused\.$/);
  await expect(async () => {
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Get new key" }).click();
    await expect(live).toBeVisible({ timeout: 2_000 });
  }).toPass();
  expect(Number.parseInt((await live.textContent())!, 10)).toBeGreaterThanOrEqual(1);
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectClean(page, "the question before rotating");
  await dialog.getByRole("button", { name: "Rotate Key" }).click();
  await expect(page.getByRole("alertdialog", { name: "The new key signs" })).toBeVisible();
  await expectClean(page, "the receipt of a rotation");
  const after = await token();
  expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
  await check(after);
  await expect(check(before)).rejects.toThrow();
});

/** The signing key, and the tokens that it signs. */
import { expect } from "@/e2e/harness/expect";
import { AGENT_INTEGRATIONS } from "@/e2e/harness/keys";
import { asClient, OAUTH } from "./misuse";
import { callAs, expectThat, look, type Scene } from "./scene";
import { learnSealed } from "./sealed";

export async function generateSigningKey(scene: Scene): Promise<void> {
  const { page } = scene;
  await page.goto(AGENT_INTEGRATIONS);
  await page.getByRole("button", { name: "Generate Signing Key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Generate Key" }).click();
  await expect(dialog).toBeHidden();
  await learnSealed(scene);
  await look(scene);
}

/** Another takes its place at once, and then a next one is published beside it. */
export async function replaceSigningKey(scene: Scene, manager: string): Promise<void> {
  const { page } = scene;
  await page.goto(AGENT_INTEGRATIONS);
  await page.getByRole("button", { name: "Get new key" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Rotate Key" }).click();
  await expect(page.getByRole("alertdialog", { name: "The new key signs" })).toBeVisible();
  await learnSealed(scene);
  const next = await callAs(scene, manager, "POST", "/v1/signing-keys/rotate-with-overlap", { bits: 2048 });
  expectThat(scene, next.status === 201 || next.status === 200, `a next signing key: ${next.text}`);
  await learnSealed(scene);
  await page.goto(AGENT_INTEGRATIONS);
  await look(scene);
}

/** A token for an access key, with what its caller adds to it. */
export async function exchange(scene: Scene, key: string, user: string): Promise<string | null> {
  const path = "/v1/token";
  const { status, text } = await callAs(scene, key, "POST", path, { payload: { user_id: user } });
  return status === 200 ? scene.secrets.token(JSON.parse(text).token, `POST ${path}`) : null;
}

/** A token for client credentials: from the form, or from the header. */
export async function clientToken(scene: Scene, secret: string, inHeader: boolean): Promise<string | null> {
  const path = `${OAUTH}/token`;
  const id = secret.split("_")[2]!;
  const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
  const { status, text } = inHeader
    ? await scene.answers.call(scene.hub.url + path, {
        method: "POST",
        headers: { authorization: basic },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      })
    : await asClient(scene, { client_id: id, client_secret: secret });
  return status === 200 ? scene.secrets.token(JSON.parse(text).access_token, `POST ${path}`) : null;
}

/** Asked about and taken back by the client that it was made for. */
export async function endToken(scene: Scene, token: string, secret: string): Promise<void> {
  const client = { client_id: secret.split("_")[2]!, client_secret: secret, token };
  for (const path of ["introspect", "revoke", "introspect"])
    await asClient(scene, client, `${OAUTH}/${path}`);
}

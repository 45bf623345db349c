/** Key sets of every authentication type: retrieved, used, suspended, regenerated and revoked. */
import { expect } from "@/e2e/harness/expect";
import { action, openKeySet, retrieve, shownCredential } from "@/e2e/harness/key-sets";
import { knowing, leaveUncopied } from "@/e2e/harness/keys";
import type { KeySet } from "./catalog";
import { misuse } from "./misuse";
import { callAs, expectThat, look, type Scene } from "./scene";
import { learnSealed, sealedOf } from "./sealed";
import { clientToken, endToken } from "./signing-keys";

export interface Around {
  /** Of the API that the key sets are for. */
  slug: string;
  /** Asks the gate: a key that may verify. */
  caller: string;
  /** A personal key, by which a program retrieves. */
  person: string;
  /** Asks an Outpost in front of that API. */
  ask(presented: string): Promise<void>;
}

/** One whose secret can be read again and again. Gives what it was, and what it is by now. */
export async function retrievable(scene: Scene, set: KeySet, around: Around): Promise<string[]> {
  const { page, secrets, sql } = scene;
  const read = async () => {
    await openKeySet(page, set.id);
    const secret = secrets.key(await retrieve(page));
    await look(scene);
    return secret;
  };
  const old = await read();
  expectThat(scene, (await sealedOf(sql, set.id)) === 1, "a retrievable secret is not kept sealed");
  await use(scene, set, old, around);
  await read();
  const path = `/v1/key-sets/${set.id}/retrieve-credentials`;
  const { status } = await callAs(scene, around.person, "POST", path, {});
  expectThat(scene, status === 200, `a program's retrieval was answered ${status}`);
  if (status === 200) secrets.key(old, `POST ${path}`);
  await callAs(scene, around.caller, "POST", path, {});

  await suspend(scene, set);
  await use(scene, set, old, around);
  await read();
  await action(page, "Activate").click();
  await expect(action(page, "Suspend")).toBeVisible();
  await regenerate(scene, set);
  expectThat(scene, (await sealedOf(sql, set.id)) === 1, "a regenerated key's old secret is kept");
  const fresh = await read();
  for (const secret of [old, fresh]) await use(scene, set, secret, around);
  return [old, fresh];
}

/** One whose secret is shown once alone, and then revoked. */
export async function shownOnce(scene: Scene, set: KeySet, around: Around): Promise<string[]> {
  const { page, secrets, sql } = scene;
  const collect = async () => {
    expectThat(scene, (await sealedOf(sql, set.id)) === 1, "a secret that waits is not kept sealed");
    await learnSealed(scene);
    await openKeySet(page, set.id);
    await look(scene);
    await action(page, "Retrieve Credentials").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Show it once" }).click();
    const secret = secrets.key(await shownCredential(dialog));
    await leaveUncopied(dialog);
    expectThat(scene, (await sealedOf(sql, set.id)) === 0, "a secret that was shown once is still there");
    await look(scene);
    await callAs(scene, around.person, "POST", `/v1/key-sets/${set.id}/retrieve-credentials`, {});
    return secret;
  };
  const old = await collect();
  await use(scene, set, old, around);
  await regenerate(scene, set);
  const fresh = await collect();
  await use(scene, set, fresh, around);
  await revoke(scene, set);
  await use(scene, set, fresh, around);
  return [old, fresh];
}

/** Presented to the gate as its API would, exchanged where it can be, shown to an Outpost, and misused. */
async function use(scene: Scene, set: KeySet, secret: string, { slug, caller, ask }: Around): Promise<void> {
  const username = set.type === "Basic" ? { username: secret.split("_")[2] } : {};
  const body = { key: secret, api: slug, environment: "production", ...username };
  await callAs(scene, caller, "POST", "/v1/keys/verify", body);
  await callAs(scene, caller, "POST", "/v1/keys/verify", { ...body, environment: "staging", username: "x" });
  await ask(secret);
  for (const inHeader of [true, false]) {
    const token = await clientToken(scene, secret, inHeader);
    if (token === null) continue;
    await ask(token);
    await misuse(scene, token);
    await endToken(scene, token, secret);
  }
  await misuse(scene, secret);
}

async function suspend({ page }: Scene, { id }: KeySet): Promise<void> {
  await openKeySet(page, id);
  await action(page, "Suspend").click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason").fill("Under inquiry");
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog).toContainText("Refused at");
  await dialog.getByRole("button", { name: "Done" }).click();
}

async function regenerate({ page }: Scene, { id }: KeySet): Promise<void> {
  await openKeySet(page, id);
  await action(page, "Regenerate Key").click();
  const dialog = page.getByRole("alertdialog");
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Regenerate Key" }).click();
  await expect(dialog).toContainText("Refused at");
  await dialog.getByRole("button", { name: "Done" }).click();
}

async function revoke(scene: Scene, { id }: KeySet): Promise<void> {
  const { page, sql } = scene;
  await openKeySet(page, id);
  await action(page, "Revoke Key").click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason").selectOption({ label: "It has leaked" });
  await knowing(dialog);
  await dialog.getByRole("button", { name: "Revoke Key" }).click();
  await expect(dialog).toContainText("Refused at");
  await dialog.getByRole("button", { name: "Done" }).click();
  expectThat(scene, (await sealedOf(sql, id)) === 0, "a revoked key's secret is kept");
}

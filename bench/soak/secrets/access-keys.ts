/** Access keys and a personal key: made, replaced, rotated by their own schedule, searched for by their text. */
import { setTimeout as sleep } from "node:timers/promises";
import { API_KEYS, createApiKey } from "@/e2e/harness/api-keys";
import { DAY_MS, redate } from "@/e2e/harness/key-sets";
import {
  ACCESS_KEYS,
  AGENT_INTEGRATIONS,
  createKey,
  fillCreate,
  findKey,
  leaveUncopied,
  openCreate,
  openKey,
  shownSecret,
} from "@/e2e/harness/keys";
import { callAs, expectThat, look, type Scene } from "./scene";
import { learnSealed, sealedOf } from "./sealed";

const SCOPES = ["keys:verify", "keys:read", "tokens:exchange"];

/** So many keys, of which one is rotated and one regenerated, and a personal one; gives all of their secrets. */
export async function makeKeys(scene: Scene, count: number): Promise<string[]> {
  const { page, secrets } = scene;
  const keys: string[] = [];
  for (let n = 0; n < count; n++) {
    const at = n % 2 === 0 ? ACCESS_KEYS : AGENT_INTEGRATIONS;
    keys.push(secrets.key(await createKey(page, { name: `Key ${n}`, scopes: SCOPES }, at)));
  }
  for (const [name, act] of [
    ["Key 0", "Rotate"],
    ["Key 1", "Regenerate"],
  ] as const) {
    const row = await findKey(page, name);
    await row.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: act }).click();
    const dialog = page.getByRole("dialog", { name: `${act} ${name}` });
    await dialog.getByRole("button", { name: act, exact: true }).click();
    keys.push(secrets.key(await shownSecret(page.getByRole("dialog"))));
    await leaveUncopied(page.getByRole("dialog"));
  }
  keys.push(secrets.key(await createApiKey(page, "Laptop")));
  await look(scene);
  return keys;
}

/** A key that may do whatever a program may, made on the screen. */
export async function makeManager({ page, secrets }: Scene): Promise<string> {
  await page.goto(ACCESS_KEYS);
  const dialog = await openCreate(page);
  await fillCreate(dialog, { name: "Manager" });
  for (const box of await dialog.getByRole("group", { name: "Scopes" }).getByRole("checkbox").all())
    await box.check();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const secret = secrets.key(await shownSecret(dialog));
  await leaveUncopied(dialog);
  return secret;
}

/** A key made and replaced by a program, with each request sent twice: the second answer has no secret. */
export async function makeByCalls(scene: Scene, manager: string): Promise<string[]> {
  const form = { name: "By a program", environment: "production", expiration: "90", scopes: [] };
  const twice = async (path: string, body: unknown) => {
    const init = {
      method: "POST",
      headers: {
        authorization: `Bearer ${manager}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    };
    const first = JSON.parse((await scene.answers.call(scene.hub.url + path, init)).text);
    await scene.answers.call(scene.hub.url + path, init);
    scene.secrets.key(first.secret, `POST ${path}`);
    return first;
  };
  const made = await twice("/v1/keys", form);
  const regenerated = await twice(`/v1/keys/${made.id}/regenerate`, { expiration: "30" });
  const rotated = await twice(`/v1/keys/${made.id}/rotate`, { overlap: 24 });
  return [made.secret, regenerated.secret, rotated.secret];
}

/** Two keys whose schedule has rotated them: one new secret is revealed on the screen, the other collected by its program. */
export async function rotateBySchedule(scene: Scene): Promise<string[]> {
  const { page, secrets, sql } = scene;
  const made = [await scheduled(scene, "Scheduled"), await scheduled(scene, "Collects itself")] as const;
  await scheduled(scene, "Never collected");
  await learnSealed(scene);
  await page.goto(ACCESS_KEYS);
  await look(scene);

  const [shown, own] = made;
  await openKey(page, shown.id);
  await page.getByRole("region", { name: "Waiting secret" }).getByRole("button").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Reveal new secret" }).click();
  const revealed = secrets.key(await shownSecret(dialog));
  await leaveUncopied(dialog);
  await look(scene);
  const { text } = await callAs(scene, own.text, "POST", "/v1/keys/self/reveal", {});
  const collected = secrets.key(JSON.parse(text).secret, "POST /v1/keys/self/reveal");
  for (const { id } of made) {
    expectThat(scene, (await sealedOf(sql, id)) === 0, "a secret that was revealed once is still there");
    await callAs(scene, own.text, "POST", `/v1/keys/${id}/reveal`, {});
  }
  return [shown.text, own.text, revealed, collected];
}

async function scheduled(scene: Scene, name: string): Promise<{ id: string; text: string }> {
  const { page, secrets, sql } = scene;
  await page.goto(ACCESS_KEYS);
  const dialog = await openCreate(page);
  await fillCreate(dialog, { name, expiration: "90 days", scopes: ["keys:rotate"] });
  await dialog.getByLabel("Automatic rotation").selectOption({ label: "Every 30 days" });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const text = secrets.key(await shownSecret(dialog));
  await leaveUncopied(dialog);
  const [row] = await sql<{ id: string }[]>`select id from keys where name = ${name}`;
  await redate(row!.id, { activatedMs: -31 * DAY_MS, rotatesMs: -DAY_MS });
  for (let waited = 0; (await sealedOf(sql, row!.id)) === 0; waited += 250) {
    if (waited > 60_000) throw new Error("the schedule made no new secret");
    await sleep(250);
  }
  return { id: row!.id, text };
}

/** Pastes a secret wherever the console searches, as people do. */
export async function searchFor(scene: Scene, text: string): Promise<void> {
  const { page, kept } = scene;
  for (const path of [ACCESS_KEYS, "/workspace/keys", "/catalog", "/subscriptions", "/applications"]) {
    await page.goto(path);
    const box = page.getByRole("searchbox").first();
    await box.fill(text);
    await box.press("Enter");
    await page.waitForLoadState("networkidle");
    kept.push(page.url());
    await box.fill("");
    await box.press("Enter");
    await page.waitForLoadState("networkidle");
    await look(scene);
  }
  await page.goto(API_KEYS);
}

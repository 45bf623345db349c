/** All that happens to the secrets of one hub, in its order. */
import { DAY_MS, redate } from "@/e2e/harness/key-sets";
import type { WebhookReceiver } from "@/lib/services/testing/webhook-receiver";
import { makeByCalls, makeKeys, makeManager, rotateBySchedule, searchFor } from "./access-keys";
import { makeApi, makeApplication, makeTemplate, subscribe } from "./catalog";
import { browse, type Known, readAll } from "./everywhere";
import { retrievable, shownOnce } from "./key-sets";
import { misuse } from "./misuse";
import { setUpNotices, untilTold } from "./notices";
import { askFront, endFront, type Front, openFront } from "./outposts";
import { callAs, expectThat, type Scene } from "./scene";
import { sealedOf } from "./sealed";
import { exchange, generateSigningKey, replaceSigningKey } from "./signing-keys";

interface Options {
  keys: number;
  receiver: WebhookReceiver;
  /** The Outpost's own. */
  folder: string;
}

export async function play(scene: Scene, { keys: count, receiver, folder }: Options): Promise<void> {
  const { page, sql } = scene;
  await setUpNotices(scene, receiver);
  await generateSigningKey(scene);
  const keys = await makeKeys(scene, count);
  const manager = await makeManager(scene);
  keys.push(...(await makeByCalls(scene, manager)));
  const scheduled = await rotateBySchedule(scene);
  keys.push(...scheduled);

  await makeTemplate(page, "Open", true);
  await makeTemplate(page, "Once", false);
  const apis = { open: await makeApi(page, "Orders", "Open"), once: await makeApi(page, "Ledger", "Once") };
  await makeApplication(page, "Shop");
  const open = await subscribe(page, apis.open, "Shop");
  const once = await subscribe(page, apis.once, "Shop");
  const front = await openFront(scene, folder, "orders-v1");
  const person = keys.find((text) => text.startsWith("ks_p_"))!;
  const around = { caller: manager, person, ask: (presented: string) => askFront(scene, front, presented) };
  const credentials: string[] = [];
  for (const set of open.sets)
    credentials.push(...(await retrievable(scene, set, { ...around, slug: "orders-v1" })));
  for (const set of once.sets)
    credentials.push(...(await shownOnce(scene, set, { ...around, slug: "ledger-v1" })));

  await presentKeys(scene, keys, front);
  await replaceSigningKey(scene, manager);
  await presentKeys(scene, keys.slice(0, 2), front);
  for (const move of ["suspend", "activate", "revoke"]) {
    const { status } = await callAs(
      scene,
      manager,
      "POST",
      `/v1/subscriptions/${open.subscription}/${move}`,
      {},
    );
    expectThat(scene, status === 200, `${move} of a subscription was answered ${status}`);
    for (const text of credentials) await askFront(scene, front, text);
  }
  const [told] = open.sets;
  await redate(told!.id, { activatedMs: -80 * DAY_MS, rotatesMs: 2 * DAY_MS });
  await untilTold(receiver, "Never collected");
  await untilTold(receiver, "API key - Shop");
  for (const text of [credentials[0]!, scheduled[0]!, front.token]) await searchFor(scene, text);
  await endFront(scene, front);
  await front.outpost.stop();

  const [named] = await sql<{ id: string }[]>`select id from keys where name = 'Scheduled'`;
  const [application] = await sql<{ id: string }[]>`select id from applications`;
  const [template] = await sql<{ id: string }[]>`select id from policy_templates`;
  const known: Known = {
    key: named!.id,
    keySet: told!.id,
    api: apis.open,
    application: application!.id,
    subscription: open.subscription,
    template: template!.id,
  };
  const some = await sql<{ id: string }[]>`select id from keys where kind = 'access' limit 10`;
  await browse(
    scene,
    known,
    some.map(({ id }) => id),
  );
  await readAll(scene, manager, known);
  expectThat(
    scene,
    (await sealedOf(sql, told!.id)) === 1,
    "a retrievable secret is not kept sealed any more",
  );
}

async function presentKeys(scene: Scene, keys: readonly string[], front: Front): Promise<void> {
  for (const text of keys) {
    await misuse(scene, text);
    await askFront(scene, front, text);
    const token = await exchange(scene, text, "user-17");
    if (token === null) continue;
    await askFront(scene, front, token);
    await misuse(scene, token);
  }
}

import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { forgetEndedSecrets } from "@/db/queries/sealed-secrets";
import { makeKeySetOf } from "./catalog";
import { workspacePrinter } from "./fingerprints";
import { makeWorkspace, openTestHub } from "./workspace";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let sql: ReturnType<typeof createClient>;
beforeAll(async () => {
  hub = await openTestHub();
  sql = createClient(hub.ownerUrl, { max: 1 });
});
afterAll(async () => {
  await sql?.end();
  await hub?.close();
});

test("a look at a workspace sees each change of a secret, but not that a sweep forgets what the clock has ended", async () => {
  const home = await makeWorkspace(hub.db);
  const { id } = await makeKeySetOf(home);
  const look = workspacePrinter(sql, home.id, ["key_versions"]);
  const whole = await look();
  await sql`update key_versions set sealed_secret = 'another' where key_id = ${id}`;
  expect(await look()).not.toEqual(whole);
  await sql`update key_versions set expires_at = now() - interval '1 day' where key_id = ${id}`;
  const ended = await look();
  expect(await forgetEndedSecrets(hub.db, new Date())).toBe(1);
  expect(await look()).toEqual(ended);
});

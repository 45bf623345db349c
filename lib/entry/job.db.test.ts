import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { prepareNextSigningKey } from "@/lib/services/signing-keys/prepare-next";
import { promoteNextSigningKey } from "@/lib/services/signing-keys/promote";
import { done, makeWorkspace, openTestHub } from "@/lib/services/testing/workspace";
import { keepHouse } from "./job";

let hub: Awaited<ReturnType<typeof openTestHub>>;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

test("the minute's turn wipes the private half of a key that has drained, in every workspace, and tells of it once", async () => {
  const later = new Date();
  const began = new Date(later.getTime() - 30 * 60_000);
  const drained: string[] = [];
  for (let n = 0; n < 2; n++) {
    const home = await makeWorkspace(hub.db);
    drained.push(done(await runCommand(generateSigningKey, home.as(), { bits: 2048 })).id);
    const { id } = done(await runCommand(prepareNextSigningKey, home.as(), { bits: 2048 }));
    done(await runCommand(promoteNextSigningKey, home.as(undefined, began), { id }));
  }
  const kept = async () => {
    const rows = await hub.sql`select id from signing_keys
      where id in ${hub.sql(drained)} and sealed_private is not null`;
    return rows.length;
  };
  await keepHouse(began);
  expect(await kept()).toBe(2);
  await Promise.all([keepHouse(later), keepHouse(later)]);
  await keepHouse(later);
  expect(await kept()).toBe(0);
  const told = await hub.sql`select actor_label, via from events where type = 'signing-key.retired'`;
  expect([...told]).toEqual(Array(2).fill({ actor_label: "Housekeeping", via: "job" }));
});

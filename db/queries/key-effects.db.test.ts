import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holds, keys, keyVersions } from "@/db/schema";
import type { Effect } from "@/lib/domain/keys/effects";
import { createKey } from "@/lib/services/access-keys/create";
import { runCommand } from "@/lib/services/run-command";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { isLostRace } from "./changed-one";
import { applyEffects, type KeyEffects } from "./key-effects";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

async function make() {
  const input = { name: "k", expiration: "365", environment: "production", scopes: [] };
  const { id } = done(await runCommand(createKey, home.as(), input));
  const [version] = await hub.db.select().from(keyVersions).where(eq(keyVersions.keyId, id));
  return { keyId: id, version: version!.id };
}

function applied(changes: KeyEffects[], workspace = home.id) {
  const context = { workspace, now: new Date(), newId: randomUUID, actorLabel: "test", reason: "" };
  return hub.db.transaction((tx) => applyEffects(tx, context, changes));
}

const lost = (answer: Promise<void>) =>
  expect(answer.catch((error) => isLostRace(error) || error)).resolves.toBe(true);

/** All that effects may change of a key. */
async function rowsOf(keyId: string) {
  const of = (table: typeof keyVersions | typeof holds) =>
    hub.db
      .select()
      .from(table)
      .where(and(eq(table.workspaceId, home.id), eq(table.keyId, keyId)))
      .orderBy(table.id);
  return [await hub.db.select().from(keys).where(eq(keys.id, keyId)), await of(keyVersions), await of(holds)];
}

const ended = (version: string): Effect => ({ do: "end", version, reason: "other" });

describe("an effect that finds another state than its decision saw changes nothing", () => {
  test.each<[string, (version: string) => { before?: Effect[]; effect: Effect }]>([
    [
      "a hold that lies already",
      () => ({ before: [{ do: "hold", source: "manual" }], effect: { do: "hold", source: "manual" } }),
    ],
    ["a hold that is gone", () => ({ effect: { do: "release", source: "manual" } })],
    ["a version that has ended", (id) => ({ before: [ended(id)], effect: ended(id) })],
    [
      "a retirement of a version that has ended",
      (id) => ({ before: [ended(id)], effect: { do: "retire", version: id, at: null } }),
    ],
    ["a version that is not there", () => ({ effect: { do: "make-latest", version: randomUUID() } })],
    ["a key that is deleted", () => ({ before: [{ do: "delete" }], effect: { do: "delete" } })],
  ])("%s", async (_, plan) => {
    const [good, stale] = [await make(), await make()];
    const { before = [], effect } = plan(stale.version);
    await applied([{ keyId: stale.keyId, effects: before }]);
    const state = async () => [await rowsOf(good.keyId), await rowsOf(stale.keyId)];
    const was = await state();
    await lost(applied([{ keyId: stale.keyId, effects: [effect] }]));
    // Neither does a good key beside it change.
    const beside: Effect[] = [{ do: "hold", source: "manual" }, ended(good.version), { do: "delete" }];
    await lost(
      applied([
        { keyId: good.keyId, effects: beside },
        { keyId: stale.keyId, effects: [effect] },
      ]),
    );
    expect(await state()).toEqual(was);
  });
});

test("an effect reaches no version of another key and nothing of another workspace", async () => {
  const [one, other] = [await make(), await make()];
  const was = await rowsOf(other.keyId);
  await lost(applied([{ keyId: one.keyId, effects: [ended(other.version)] }]));
  const stranger = await makeWorkspace(hub.db);
  for (const effect of [ended(other.version), { do: "delete" } as const])
    await lost(applied([{ keyId: other.keyId, effects: [effect] }], stranger.id));
  expect(await rowsOf(other.keyId)).toEqual(was);
});

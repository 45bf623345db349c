import { afterAll, beforeAll, expect, test } from "vitest";
import type { Adoption } from "@/lib/domain/key-sets/policy";
import { getKeySet } from "../key-sets/get";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeApi, makeSubscription, makeTemplate } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { adoptionEffect } from "./adoption";
import { editPolicyTemplate } from "./edit";
import { retirePolicyTemplate } from "./retire";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

/** A template with two active key sets and one that waits for approval. */
async function templateInUse() {
  const { id } = await makeTemplate(home);
  const auto = await makeApi(home, { policyTemplateId: id });
  const manual = await makeApi(home, { policyTemplateId: id, approval: "manual" });
  const made = [];
  for (const apiId of [auto.id, auto.id, manual.id]) made.push(await makeSubscription(home, { apiId }));
  return { id, sets: made.map(({ keySets }) => keySets[0]!.id) };
}
const edited = {
  expiration: { amount: 3, unit: "months" },
  rotation: { amount: 30, unit: "days" },
  manualRegeneration: true,
  overlapDays: 7,
  retrievable: true,
  notifyDays: [],
};
const effect = async (id: string, policy: object = edited) =>
  done(await runQuery(adoptionEffect, home.as(), { id, ...policy }));
const shown = async (id: string) => done(await runQuery(getKeySet, home.as(), { id }));

test("what adopting now was said to do is what it does", async () => {
  const { id, sets } = await templateInUse();
  const said = (await effect(id)).effects["adopt-now"];
  expect(said).toMatchObject({ touched: 3, expireSooner: 2, rotateSooner: 2, rotateAtOnce: 0 });
  const before = await Promise.all(sets.map(shown));
  const edit = { id, ...edited, existing: "adopt-now" as Adoption };
  expect(done(await runCommand(editPolicyTemplate, home.as(), edit)).adopted).toBe(said.touched);
  const after = await Promise.all(sets.map(shown));
  const sooner = after.filter(({ expiresAt }, i) => expiresAt && expiresAt < before[i]!.expiresAt!);
  expect(sooner).toHaveLength(said.expireSooner);
  const first = Math.min(...sooner.map(({ expiresAt }) => expiresAt!.getTime()));
  expect(new Date(first)).toEqual(said.firstExpiresAt);
  expect((await effect(id)).effects["adopt-now"].touched).toBe(0);
});

test("what adopts at the next rotation waits, and is told again as what a later edit would change", async () => {
  const { id, sets } = await templateInUse();
  const before = await shown(sets[0]!);
  const edit = { id, ...edited, existing: "adopt-at-next-rotation" as Adoption };
  expect(done(await runCommand(editPolicyTemplate, home.as(), edit)).adopted).toBe(3);
  expect(await shown(sets[0]!)).toMatchObject({ expiresAt: before.expiresAt, policy: before.policy });
  const { keySets, effects } = await effect(id);
  expect(keySets).toBe(3);
  // Pending ones have no rotation ahead.
  expect(effects["adopt-at-next-rotation"]).toMatchObject({ touched: 3, withoutRotation: 1 });
});

test("a neighbour's template does not exist, and a template without APIs retires", async () => {
  const away = await makeWorkspace(hub.db);
  const { id } = await makeTemplate(home);
  expect(await runQuery(adoptionEffect, away.as(), { id, ...edited })).toMatchObject({ code: "not-found" });
  done(await runCommand(retirePolicyTemplate, home.as(), { id }));
  expect(await effect(id)).toMatchObject({ keySets: 0 });
});

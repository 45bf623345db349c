import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyInstant, anyKey, factsOfAny, insertAnyKeys } from "@/db/testing/any-keys";
import { CLEAN_UP_CHOICES, type CleanUpChoice, cleanUpMarks, sweeps } from "@/lib/domain/keys/clean-up";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { countCleanUp, hasCleanUp, listCleanUp } from "./clean-up";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let workspace: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  workspace = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const choiceSets: CleanUpChoice[][] = [["expired"], ["revoked"], ["expired", "revoked"], ["both"]];

test("the sets that SQL cleans up are the sets that the domain tells, for every key and time", async () => {
  const rows = fc.sample(anyKey(3), 1_000);
  await insertAnyKeys(hub.db, workspace.id, rows);
  const scope = { workspace: workspace.id, kind: "access" as const };
  for (const now of fc.sample(anyInstant, 12)) {
    const marked = rows.map((row) => ({ id: row.id, marks: cleanUpMarks(factsOfAny(row), now) }));
    const many = (test_: (marks: (typeof marked)[number]["marks"]) => boolean) =>
      marked.filter(({ marks }) => test_(marks)).length;
    for (const choices of choiceSets) {
      const expected = marked.filter(({ marks }) => sweeps(choices, marks)).map(({ id }) => id);
      const found = await listCleanUp(hub.db, scope, choices, now, 10_000);
      expect(found.map((row) => row.id).sort(), `${choices} at ${now.toISOString()}`).toEqual(
        expected.sort(),
      );
      const byId = new Map(marked.map(({ id, marks }) => [id, marks]));
      for (const { id, expired, revoked, disabled } of found)
        expect({ expired, revoked, disabled }).toEqual(byId.get(id));
    }
    const counts = await countCleanUp(hub.db, scope, now);
    for (const choice of CLEAN_UP_CHOICES) expect(counts[choice]).toBe(many((one) => sweeps([choice], one)));
    expect(counts).toMatchObject({
      either: many((one) => sweeps(["expired", "revoked"], one)),
      withdrawn: many((one) => one.revoked),
      disabled: many((one) => one.disabled),
    });
    expect(await hasCleanUp(hub.db, scope, now)).toBe(counts.either > 0);
  }
}, 120_000);

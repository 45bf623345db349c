import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds, keys, keyVersions } from "@/db/schema";
import { CLEAN_UP_CHOICES, type CleanUpChoice, cleanUpMarks, sweeps } from "@/lib/domain/keys/clean-up";
import { HOLD_SOURCES, type KeyFacts } from "@/lib/domain/keys/key-facts";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { countCleanUp, hasCleanUp, listCleanUp } from "./clean-up";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let workspace: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  workspace = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const base = Date.UTC(2026, 5, 15);
/** Instants around one day, many of them on its borders, so that equal ones are common. */
const instant = fc
  .tuple(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0, 1, 43_200_000, 86_399_999))
  .map(([day, ms]) => new Date(base + day * 86_400_000 + ms));
const maybe = fc.option(instant);
const times = fc.record({
  activatedAt: fc.option(fc.constant(new Date(base - 10 * 86_400_000)), { freq: 9 }),
  expiresAt: maybe,
  rotatesAt: maybe,
  retiresAt: fc.option(instant, { freq: 1 }),
  revokedAt: fc.option(instant, { freq: 1 }),
});
const anyKey = fc.record({
  versions: fc.array(times, { minLength: 1, maxLength: 3 }),
  sources: fc.uniqueArray(fc.constantFrom(...HOLD_SOURCES), { maxLength: 2 }),
});
const choiceSets: CleanUpChoice[][] = [["expired"], ["revoked"], ["expired", "revoked"], ["both"]];

test("the sets that SQL cleans up are the sets that the domain tells, for every key and time", async () => {
  const rows = fc.sample(anyKey, 1_000).map((one) => ({ ...one, id: randomUUID() as string }));
  await insert(rows);
  const scope = { workspace: workspace.id, kind: "access" as const };
  for (const now of fc.sample(instant, 12)) {
    const marked = rows.map((row) => ({ id: row.id, marks: cleanUpMarks(factsOf(row), now) }));
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

type Row = { id: string } & (typeof anyKey extends fc.Arbitrary<infer T> ? T : never);

function factsOf({ versions, sources }: Row): KeyFacts {
  return {
    kind: "access",
    deletedAt: null,
    holds: sources,
    versions: versions.map((one, i) => ({
      ...one,
      id: `v${i}`,
      generation: i + 1,
      latest: i === versions.length - 1,
      revokeReason: one.revokedAt && "other",
    })),
  };
}

async function insert(rows: Row[]): Promise<void> {
  const common = { workspaceId: workspace.id as string, createdAt: new Date(base) };
  await hub.db.transaction(async (tx) => {
    await tx.insert(keys).values(
      rows.map(({ id }) => ({
        ...common,
        id,
        kind: "access",
        name: "k",
        description: "",
        environment: null,
        scopes: [],
        createdBy: null,
        createdByLabel: "test",
        lastUsedAt: null,
        deletedAt: null,
        expiresAt: null,
      })),
    );
    await tx.insert(keyVersions).values(
      rows.flatMap((row) =>
        factsOf(row).versions.map((version) => ({
          ...common,
          ...version,
          id: randomUUID() as string,
          keyId: row.id,
          prefix: "ks",
          publicId: randomUUID().slice(0, 20),
          digest: null,
          tail: "abcd",
        })),
      ),
    );
    const held = rows.flatMap(({ id, sources }) => sources.map((source) => ({ id, source })));
    await tx.insert(holds).values(
      held.map(({ id, source }) => ({
        ...common,
        id: randomUUID() as string,
        keyId: id,
        source,
        reason: "",
        actorLabel: "test",
      })),
    );
  });
}

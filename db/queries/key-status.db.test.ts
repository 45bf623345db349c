import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds, keys, keyVersions } from "@/db/schema";
import { STATUSES, type VersionTimes, versionStatus } from "@/lib/domain/keys/status";
import { makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { hasStatus, statusAt } from "./key-status";

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
const version = fc.record({
  activatedAt: maybe,
  expiresAt: maybe,
  rotatesAt: maybe,
  retiresAt: maybe,
  revokedAt: maybe,
});

test("the status that SQL filters by is the status that the domain derives, for every version, hold and time", async () => {
  const cases = fc.sample(fc.record({ times: version, held: fc.boolean(), now: instant }), 3_000);
  const rows = cases.map((one) => ({ ...one, id: randomUUID() }));
  const common = { workspaceId: workspace.id as string, createdAt: new Date(base) };
  await hub.db.transaction(async (tx) => {
    for (let i = 0; i < rows.length; i += 500) {
      const some = rows.slice(i, i + 500);
      await tx.insert(keys).values(
        some.map(({ id }) => ({
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
        some.map(({ id, times }) => ({
          ...common,
          ...times,
          id,
          keyId: id,
          generation: 1,
          latest: true,
          prefix: "ks",
          publicId: id.slice(0, 20),
          digest: null,
          tail: "abcd",
          revokeReason: times.revokedAt && "other",
        })),
      );
      const held = some.filter((row) => row.held);
      await tx.insert(holds).values(
        held.map(({ id }) => ({
          ...common,
          id,
          keyId: id,
          source: "manual",
          reason: "",
          actorLabel: "test",
        })),
      );
    }
  });
  await compare(rows);
  // Whatever writes a version or a hold afterwards, the key follows.
  const changed = fc.sample(version, 150).map((times, i) => ({ ...rows[i]!, times, held: false }));
  await hub.db.delete(holds).where(eq(holds.workspaceId, workspace.id));
  await hub.db.transaction(async (tx) => {
    for (const { id, times } of changed)
      await tx
        .update(keyVersions)
        .set({ ...times, revokeReason: times.revokedAt && "other" })
        .where(eq(keyVersions.id, id));
  });
  await compare(changed);
});

interface Case {
  id: string;
  times: VersionTimes;
  held: boolean;
  now: Date;
}

async function compare(rows: Case[]): Promise<void> {
  const instants = [...new Map(rows.map((row) => [row.now.getTime(), row.now])).values()];
  for (const now of instants) {
    const answers = await hub.db
      .select({ id: keys.id, status: statusAt(now) })
      .from(keys)
      .where(eq(keys.workspaceId, workspace.id));
    const found = new Map(answers.map(({ id, status }) => [id, status]));
    const filtered = new Map<string, string>();
    for (const status of STATUSES) {
      const some = await hub.db
        .select({ id: keys.id })
        .from(keys)
        .where(and(eq(keys.workspaceId, workspace.id), hasStatus([status], now)));
      for (const { id } of some) filtered.set(id, `${filtered.get(id) ?? ""}${status}`);
    }
    for (const { id, times, held } of rows) {
      const status = versionStatus(times, held, now);
      expect(found.get(id), JSON.stringify({ times, held, now })).toBe(status);
      expect(filtered.get(id), JSON.stringify({ times, held, now })).toBe(status);
    }
  }
}

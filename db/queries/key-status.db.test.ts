import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holds, keys, keyVersions } from "@/db/schema";
import { anyInstant, anyKey, anyLatestTimes, insertAnyKeys } from "@/db/testing/any-keys";
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

test("the status that SQL filters by is the status that the domain derives, for every version, hold and time", async () => {
  const cases = fc.sample(fc.tuple(anyKey(1), anyInstant), 3_000);
  await insertAnyKeys(
    hub.db,
    workspace.id,
    cases.map(([key]) => key),
  );
  const rows = cases.map(
    ([{ id, versions, sources }, now]): Case => ({ id, times: versions[0]!, held: sources.length > 0, now }),
  );
  await compare(rows);
  // Whatever writes a version or a hold afterwards, the key follows.
  const changed = fc.sample(anyLatestTimes, 150).map((times, i) => ({ ...rows[i]!, times, held: false }));
  await hub.db.delete(holds).where(eq(holds.workspaceId, workspace.id));
  await hub.db.transaction(async (tx) => {
    for (const { id, times } of changed)
      await tx
        .update(keyVersions)
        .set({ ...times, revokeReason: times.revokedAt && "other" })
        .where(eq(keyVersions.keyId, id));
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

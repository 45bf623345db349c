import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { createKey } from "./create";
import { disableKey } from "./disable";
import { firstUse } from "./first-use";
import { getAccessKey } from "./get";
import { listAccessKeys } from "./list";
import { regenerateKey } from "./regenerate";
import { revokeKey } from "./revoke";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let workspace: TestWorkspace;
const later = new Date(Date.now() + 40 * 86_400_000);

beforeAll(async () => {
  hub = await openTestHub();
  workspace = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

async function make(name: string, expiration = "never"): Promise<string> {
  const input = { name, expiration, environment: "production", scopes: [] };
  return done(await runCommand(createKey, workspace.as(), input)).id;
}
const list = async (filter: object) =>
  done(await runQuery(listAccessKeys, workspace.as(workspace.owner, later), filter)).rows;

test("a row tells the same open and closed moves as the key's own page, in every status", async () => {
  await make("active");
  const disabled = await make("disabled");
  const revoked = await make("revoked");
  await make("expired", "30");
  done(await runCommand(disableKey, workspace.as(), { id: disabled }));
  done(await runCommand(revokeKey, workspace.as(), { id: revoked, reason: "leaked" }));
  const rows = await list({});
  expect(rows.map((row) => row.status).sort()).toEqual(["active", "expired", "revoked", "suspended"]);
  for (const row of rows) {
    const key = done(await runQuery(getAccessKey, workspace.as(workspace.owner, later), { id: row.id }));
    expect(key.moves).toMatchObject(row.moves);
    expect(Object.keys(row.moves)).toContain("revoke");
  }
});

test("keys that were never used come last among the latest used, and first among the longest unused", async () => {
  const ids = [await make("sorted never"), await make("sorted early"), await make("sorted late")];
  await hub.sql`update keys set last_used_at = '2026-01-01' where id = ${ids[1]!}`;
  await hub.sql`update keys set last_used_at = '2026-01-02' where id = ${ids[2]!}`;
  const names = async (order: string) =>
    (await list({ q: "sorted", sort: "lastUsed", order })).map((row) => row.name);
  expect(await names("desc")).toEqual(["sorted late", "sorted early", "sorted never"]);
  expect(await names("asc")).toEqual(["sorted never", "sorted early", "sorted late"]);
});

test("the first use is that of the newest secret: calls with an older one do not count", async () => {
  const id = await make("first use");
  const use = async (at: string, ip: string) => {
    const [version] = await hub.sql`select id from key_versions where key_id = ${id} and latest`;
    const ids = [workspace.id as string, id, version!.id as string] as const;
    const verifier = "00000000-0000-4000-8000-000000000001";
    await hub.sql`insert into usage (workspace_id, key_id, version_id, verifier_id, hour, outcome, calls, last_at)
      values (${ids[0]}, ${ids[1]}, ${ids[2]}, ${verifier}, ${at}, 'valid', 1, ${at})`;
    await hub.sql`insert into callers (workspace_id, key_id, version_id, verifier_id, ip, user_agent, calls, first_at, last_at)
      values (${ids[0]}, ${ids[1]}, ${ids[2]}, ${verifier}, ${ip}, 'curl', 1, ${at}, ${at})`;
  };
  const read = async () => done(await runQuery(firstUse, workspace.as(), { id }));
  expect((await read()).usedAt).toBeNull();
  await use("2026-01-01T10:00:00.000Z", "203.0.113.9");
  expect(await read()).toMatchObject({ usedAt: "2026-01-01T10:00:00.000Z", from: "203.0.113.9" });
  done(await runCommand(regenerateKey, workspace.as(), { id }));
  expect((await read()).usedAt).toBeNull();
  await use("2026-01-02T10:00:00.000Z", "203.0.113.7");
  expect(await read()).toMatchObject({ usedAt: "2026-01-02T10:00:00.000Z", from: "203.0.113.7" });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { createKey } from "./create";
import { disableKey } from "./disable";
import { endOverlap } from "./end-overlap";
import { exportKeys } from "./export";
import { listAccessKeys } from "./list";
import { keyNotices } from "./notices";
import { revokeKey } from "./revoke";
import { rotateKey } from "./rotate";
import { keySelectionFacts } from "./selection";
import { keyUsage } from "./usage";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let place: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  place = await makeWorkspace(hub.db);
});

const now = new Date("2026-06-15T12:30:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const at = () => place.as(place.owner, now);

/** Before the hours that tell how often it is called now, as a rule. */
async function make(name: string, patch: object = {}, made = ago(3)): Promise<string> {
  const input = { name, description: "For tests", expiration: "365", environment: "production", scopes: [] };
  return done(await runCommand(createKey, place.as(place.owner, made), { ...input, ...patch })).id;
}

type Use = { outcome?: string; ip?: string; latest?: boolean };
async function use(id: string, hours: number, calls: number, patch: Use = {}) {
  const { outcome = "valid", ip = "203.0.113.9", latest = true } = patch;
  const [version] = await hub.sql`select id from key_versions where key_id = ${id} and latest = ${latest}`;
  const when = ago(hours).toISOString();
  await hub.sql`insert into usage (workspace_id, key_id, version_id, verifier_id, hour, outcome, calls, last_at)
    values (${place.id}, ${id}, ${version!.id}, ${randomUUID()}, date_trunc('hour', ${when}::timestamptz, 'UTC'),
      ${outcome}, ${calls}, ${when})`;
  if (outcome !== "valid") return;
  await hub.sql`insert into callers
      (workspace_id, key_id, version_id, verifier_id, ip, user_agent, calls, first_at, last_at)
    values (${place.id}, ${id}, ${version!.id}, ${randomUUID()}, ${ip}, 'curl', ${calls}, ${when}, ${when})`;
}
const evidence = async (id: string) => done(await runQuery(keyUsage, at(), { id }));
const sum = (rows: { outcome: string; calls: number }[]) =>
  rows.filter((row) => row.outcome === "valid").reduce((all, row) => all + row.calls, 0);

test("the evidence counts the calls of a day, a week and a month, and per hour now, and weighs the risk", async () => {
  const id = await make("busy");
  expect(await evidence(id)).toMatchObject({ risk: "idle", perHour: 0, lastUsedAt: null });
  await use(id, 24 * 20, 1_000);
  expect(await evidence(id)).toMatchObject({ risk: "quiet", perHour: 0, lastUsedAt: ago(24 * 20) });
  await use(id, 24 * 5, 100);
  await use(id, 6, 10);
  // Half past twelve: the calls of the hour and a half since eleven.
  await use(id, 1, 60);
  await use(id, 0.1, 30);
  await use(id, 0.1, 500, { outcome: "insufficient_scope" });
  const found = await evidence(id);
  expect([sum(found.lastDay), sum(found.lastWeek), sum(found.outcomes)]).toEqual([100, 200, 1_200]);
  expect(found).toMatchObject({ risk: "in-use", perHour: 60, lastUsedAt: ago(0.1) });
  done(await runCommand(disableKey, at(), { id }));
  expect(await evidence(id)).toMatchObject({ risk: "stopped" });
});

test("the calls of a key that was made a minute ago are not spread over hours before it", async () => {
  const id = await make("new", {}, ago(1 / 60));
  await use(id, 0, 5);
  expect(await evidence(id)).toMatchObject({ risk: "in-use", perHour: 5 });
  const of = { ids: [id, await make("old")] };
  expect(done(await runQuery(keySelectionFacts, at(), of))).toMatchObject({ perHour: 5 });
});

test("calls with a secret that has ended are no calls that a withdrawal would cut", async () => {
  const id = await make("rotated");
  await use(id, 0.1, 30);
  done(await runCommand(rotateKey, at(), { id, overlap: 24 }));
  expect(await evidence(id)).toMatchObject({ perHour: 20 });
  done(await runCommand(endOverlap, at(), { id }));
  const found = await evidence(id);
  expect(found).toMatchObject({ perHour: 0, risk: "in-use" });
  expect(sum(found.lastDay)).toBe(30);
});

test("of many keys too, calls with a secret that has ended are none that a withdrawal would cut", async () => {
  const [id, other] = [await make("rotated"), await make("other")];
  await use(id, 0.1, 30);
  done(await runCommand(rotateKey, at(), { id, overlap: 24 }));
  await use(other, 0.1, 15);
  const select = async (now?: Date) =>
    done(await runQuery(keySelectionFacts, now ? place.as(place.owner, now) : at(), { ids: [id, other] }));
  expect(await select()).toMatchObject({ perHour: 30, callsLastDay: 45 });
  done(await runCommand(endOverlap, at(), { id }));
  expect(await select()).toMatchObject({ perHour: 10, callsLastDay: 45, risk: "in-use" });
});

test("an old secret that still works, and is used, makes its key one in use though LATEST has ended", async () => {
  const id = await make("rotated");
  done(await runCommand(rotateKey, at(), { id, overlap: 24 }));
  await hub.sql`update key_versions set expires_at = ${ago(1).toISOString()} where key_id = ${id} and latest`;
  await use(id, 0.1, 6, { latest: false });
  const of = { ids: [id] };
  expect(done(await runQuery(keySelectionFacts, at(), of))).toMatchObject({ risk: "in-use", perHour: 4 });
  expect(await evidence(id)).toMatchObject({ risk: "in-use", perHour: 4 });
});

test("a selection tells the keys by name, for how many each act is open, and who uses them now", async () => {
  const [a, b, c] = [await make("a"), await make("b"), await make("c")];
  await use(a, 2, 40);
  await use(b, 0.2, 15, { ip: "203.0.113.7" });
  await use(c, 24 * 3, 99);
  done(await runCommand(disableKey, at(), { id: c }));
  const away = await makeWorkspace(hub.db);
  const foreign = done(
    await runCommand(createKey, away.as(), { name: "x", expiration: "30", environment: "production" }),
  ).id;
  const facts = done(await runQuery(keySelectionFacts, at(), { ids: [c, b, a, foreign] }));
  expect(facts).toMatchObject({
    total: 3,
    keys: [
      { id: a, name: "a", status: "active", risk: "in-use", lastUsedAt: ago(2) },
      { id: b, name: "b", risk: "in-use" },
      { id: c, name: "c", status: "suspended", risk: "stopped" },
    ],
    open: { revoke: 3, disable: 2, enable: 1, delete: 3 },
    callsLastDay: 55,
    perHour: 10,
    risk: "in-use",
  });
  expect(facts.callers.map(({ keyName, ip }) => [keyName, ip])).toEqual([
    ["b", "203.0.113.7"],
    ["a", "203.0.113.9"],
  ]);
});

test("all that match a filter are resolved by the same filter as the table's, at most 1,000", async () => {
  await hub.sql`insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at)
    select gen_random_uuid(), ${place.id}, 'access', 'k' || i, '', '{}', 'test', now() from generate_series(1, 1002) i`;
  await hub.sql`insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, digest, tail,
      created_at, activated_at)
    select gen_random_uuid(), workspace_id, id, 1, true, 'ks', left(id::text, 20),
      decode(replace(id::text, '-', ''), 'hex'), 'abcd', now(), now()
    from keys where workspace_id = ${place.id}`;
  await make("another");
  const facts = done(await runQuery(keySelectionFacts, at(), { filter: { q: "k", expiry: "never" } }));
  expect(facts.keys).toHaveLength(1_000);
  expect(facts.total).toBe(1_002);
  const file = done(await runQuery(exportKeys, at(), { filter: { q: "k", expiry: "never", size: "25" } }));
  expect(file.rows).toBe(1_002);
  for (const wrong of [{}, { ids: [], filter: {} }, { ids: ["x"] }, { ids: [randomUUID()], filter: {} }])
    expect(await runQuery(keySelectionFacts, at(), wrong)).toMatchObject({ kind: "invalid" });
});

test("an export holds what the table shows, no secret and no formula", async () => {
  const created = done(
    await runCommand(createKey, at(), {
      name: '=HYPERLINK("https://elsewhere.example")',
      description: 'It says "hi", twice',
      expiration: "never",
      environment: "production",
      scopes: ["keys:read", "keys:verify"],
    }),
  );
  const { text, rows, fileName } = done(await runQuery(exportKeys, at(), { ids: [created.id] }));
  expect([rows, fileName]).toEqual([1, "access-keys-2026-06-15.csv"]);
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const [head, line] = text.slice(1).split("\r\n");
  expect(head).toBe(
    "id,name,description,status,environment,scopes,key id,ends with,version,created,created by,last used,expires",
  );
  expect(line).toContain(
    `"'=HYPERLINK(""https://elsewhere.example"")","It says ""hi"", twice",active,production`,
  );
  expect(line).toContain(`ks_aproduction_${created.publicId},`);
  const whole = created.secret!.reveal();
  expect(text).not.toContain(whole.slice(-38, -4));
  expect(text).not.toContain(whole);
});

test("the notices count, and filter, the keys that the rules speak of", async () => {
  const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
  const ids = {
    good: await make("good"),
    expiring: await make("expiring"),
    unused: await make("unused"),
    fresh: await make("old, and made anew"),
    old: await make("old"),
    undescribed: await make("undescribed", { description: "" }),
    never: await make("never", { expiration: "never" }),
    revoked: await make("revoked", { description: "", expiration: "never" }),
    disabled: await make("disabled", { description: "", expiration: "never" }),
  };
  const away = await makeWorkspace(hub.db);
  done(await runCommand(createKey, away.as(), { name: "x", expiration: "never", environment: "production" }));
  await hub.sql`update key_versions set expires_at = ${days(14).toISOString()} where key_id = ${ids.expiring}`;
  for (const id of [ids.unused, ids.fresh, ids.old])
    await hub.sql`update keys set created_at = ${days(-100).toISOString()} where id = ${id}`;
  for (const id of [ids.fresh, ids.old])
    await hub.sql`update keys set last_used_at = ${days(-2).toISOString()} where id = ${id}`;
  await hub.sql`update key_versions set created_at = ${days(-90).toISOString()} where key_id = ${ids.old}`;
  done(await runCommand(revokeKey, at(), { id: ids.revoked, reason: "other" }));
  done(await runCommand(disableKey, at(), { id: ids.disabled }));
  const { counts, cleanUp } = done(await runQuery(keyNotices, at(), {}));
  expect(counts).toEqual({ uncollected: 0, expiring: 1, unused: 1, old: 1, undescribed: 1, never: 1 });
  expect(cleanUp).toBe(true);
  for (const notice of ["expiring", "unused", "old", "undescribed", "never"] as const) {
    const { rows } = done(await runQuery(listAccessKeys, at(), { notice }));
    expect(
      rows.map((row) => row.id),
      notice,
    ).toEqual([ids[notice]]);
  }
});

test("without an expired, revoked or disabled key there is nothing to clean up", async () => {
  await make("good");
  expect(done(await runQuery(keyNotices, at(), {})).cleanUp).toBe(false);
});

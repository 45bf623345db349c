import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKey } from "../access-keys/create";
import { deleteKey } from "../access-keys/delete";
import { regenerateKey } from "../access-keys/regenerate";
import { revokeKey } from "../access-keys/revoke";
import { rotateKey } from "../access-keys/rotate";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { changeWorkspace } from "./edit";
import { getWorkspace } from "./get";
import { workspaceSettings } from "./settings";

let hub: Awaited<ReturnType<typeof openTestHub>>;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const edit = (place: TestWorkspace, input: object) => runCommand(changeWorkspace, place.as(), input);
const fields = { name: "Orders", environment: "production", expiration: "90", scopes: ["orders:write"] };
const create = (place: TestWorkspace, patch: object = {}) =>
  runCommand(createKey, place.as(), { ...fields, ...patch });
const fresh = () => makeWorkspace(hub.db, ["orders:write", "orders:read"]);

test("a change keeps what it leaves out, and tells the audit log and no verifier", async () => {
  const home = await fresh();
  const [before] = await hub.sql`select count(*)::int as n from feed where workspace_id = ${home.id}`;
  const value = done(await edit(home, { keyPrefix: "acme", longestLifetimeDays: 90 }));
  expect(value).toMatchObject({ keyPrefix: "acme", longestLifetimeDays: 90, neverAllowed: true });
  expect(done(await runQuery(getWorkspace, home.as(), {}))).toMatchObject({
    ...value,
    rulers: ["The owner"],
  });
  const [event] = await hub.sql`select before, after from events where type = 'workspace.edited'`;
  expect(event).toMatchObject({ before: { keyPrefix: "ks" }, after: { keyPrefix: "acme" } });
  const [after] = await hub.sql`select count(*)::int as n from feed where workspace_id = ${home.id}`;
  expect(after).toEqual(before);
});

test("what concerns tokens reaches gates and Outposts by the feed, and the audit log", async () => {
  const home = await fresh();
  const told = async () =>
    (await hub.sql`select kind, subject_id from feed where workspace_id = ${home.id} and kind = 'workspace'`)
      .length;
  done(await edit(home, { tokenMinutes: 5 }));
  expect(await told()).toBe(1);
  done(await edit(home, { tokenAudience: "https://api.example.com" }));
  expect(await told()).toBe(2);
  done(await edit(home, { tokenMinutes: 5, tokenAudience: "https://api.example.com" }));
  expect(await told()).toBe(2);
  const events = await hub.sql`
    select after from events where workspace_id = ${home.id} and type = 'workspace.edited' order by seq`;
  expect(events.map(({ after }) => [after.tokenMinutes, after.tokenAudience])).toEqual([
    [5, null],
    [5, "https://api.example.com"],
    [5, "https://api.example.com"],
  ]);
});

test.each(["orders-api", "https://api.example.com/v1", "urn:example:orders", "a.b~c_d"])(
  "%s is an audience",
  async (tokenAudience) => {
    expect(done(await edit(await fresh(), { tokenAudience }))).toMatchObject({ tokenAudience });
  },
);

test("a prefix counts for keys made from now on; a regenerated key keeps its own", async () => {
  const home = await fresh();
  const old = done(await create(home));
  done(await edit(home, { keyPrefix: "acme" }));
  expect(done(await create(home)).secret?.reveal()).toMatch(/^acme_a/);
  expect(done(await runCommand(regenerateKey, home.as(), { id: old.id })).secret?.reveal()).toMatch(/^ks_a/);
});

describe("what keys use cannot be taken away", () => {
  test("a scope or an environment, until the last such key is deleted", async () => {
    const home = await fresh();
    const key = done(await create(home));
    expect(done(await runQuery(workspaceSettings, home.as(), {})).uses).toEqual({
      environments: { production: 1 },
      scopes: { "orders:write": 1 },
    });
    const noScope = () => edit(home, { ownScopes: ["orders:read"] });
    const noEnvironment = () => edit(home, { environments: ["development"] });
    expect(await noScope()).toMatchObject({ code: "scope-in-use" });
    expect(await noEnvironment()).toMatchObject({ code: "environment-in-use" });
    done(await runCommand(revokeKey, home.as(), { id: key.id, reason: "other" }));
    expect(await noScope()).toMatchObject({ code: "scope-in-use" });
    done(await runCommand(deleteKey, home.as(), { id: key.id }));
    done(await noScope());
    done(await noEnvironment());
    expect((await create(home)).kind).toBe("invalid");
  });
  test("also while the key is being made at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      const home = await fresh();
      const [made, taken] = await Promise.all([create(home), edit(home, { ownScopes: [] })]);
      expect([made.kind, taken.kind].filter((kind) => kind === "done")).toHaveLength(1);
    }
  });
});

describe("the longest lifetime", () => {
  test("forbids longer choices, and Never with them", async () => {
    const home = await fresh();
    done(await edit(home, { longestLifetimeDays: 90 }));
    expect(await create(home, { expiration: "365" })).toMatchObject({ code: "lifetime-too-long" });
    expect(await create(home, { expiration: "never" })).toMatchObject({ code: "never-not-allowed" });
    done(await create(home, { expiration: "90" }));
  });
  test.each([
    ["regenerate", regenerateKey, {}],
    ["rotate", rotateKey, { overlap: 24 }],
  ] as const)("holds for %s too, also where the expiry would be kept", async (_name, command, more) => {
    const home = await fresh();
    const year = done(await create(home, { expiration: "365" })).id;
    const never = done(await create(home, { expiration: "never" })).id;
    done(await edit(home, { longestLifetimeDays: 90, neverAllowed: false }));
    const run = (id: string, patch: object = {}) =>
      runCommand(command as typeof regenerateKey, home.as(), { id, ...more, ...patch });
    expect(await run(year)).toMatchObject({ code: "lifetime-too-long" });
    expect(await run(never)).toMatchObject({ code: "never-not-allowed" });
    expect(await run(never, { expiration: "365" })).toMatchObject({ code: "lifetime-too-long" });
    for (const id of [year, never]) done(await run(id, { expiration: "30" }));
    const young = done(await create(home, { expiration: "90" })).id;
    done(await run(young));
  });
});

test.each([
  { keyPrefix: "KS" },
  { keyPrefix: "k" },
  { environments: [] },
  { environments: ["Production"] },
  { ownScopes: ["orders"] },
  { ownScopes: ["keys:verify"] },
  { ownScopes: ["signing-keys:write"] },
  { longestLifetimeDays: 29 },
  { longestLifetimeDays: 30.5 },
  { longestLifetimeDays: Number.NaN },
  { name: "" },
  { tokenMinutes: 0 },
  { tokenMinutes: 61 },
  { tokenMinutes: 1.5 },
  { tokenMinutes: "15" },
  { tokenMinutes: null },
  { tokenAudience: "" },
  { tokenAudience: "two words" },
  { tokenAudience: 'a"b' },
  { tokenAudience: "a\\b" },
  { tokenAudience: "://x" },
  { tokenAudience: "é" },
  { tokenAudience: "x".repeat(201) },
  {},
])("%j is no setting", async (input) => {
  expect((await edit(await fresh(), input)).kind).toBe("invalid");
});

test("an Admin neither sees nor changes them, and an Owner gives the password first", async () => {
  const home = await fresh();
  const admin = home.as(await home.member("admin"));
  expect(await runQuery(workspaceSettings, admin, {})).toMatchObject({ code: "access-denied" });
  expect(await runCommand(changeWorkspace, admin, { name: "Mine" })).toMatchObject({ code: "access-denied" });
  const asked = home.as();
  const stale = { ...asked, confirmedAt: new Date(asked.now.getTime() - 600_000) };
  expect(await runCommand(changeWorkspace, stale, { name: "Mine" })).toMatchObject({
    code: "password-needed",
  });
});

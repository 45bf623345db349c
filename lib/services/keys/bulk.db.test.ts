import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteKeys, disableKeys, enableKeys, revokeKeys } from "../access-keys/bulk";
import { createKey } from "../access-keys/create";
import { getAccessKey } from "../access-keys/get";
import { revokeKey } from "../access-keys/revoke";
import { verifyChain } from "../audit/verify-chain";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { contextOf, done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { keyHistory } from "./history";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

async function make(name: string): Promise<string> {
  const input = { name, expiration: "365", environment: "production", scopes: [] };
  return done(await runCommand(createKey, home.as(), input)).id;
}
const three = async () => [await make("a"), await make("b"), await make("c")];
const statusOf = async (id: string) => done(await runQuery(getAccessKey, home.as(), { id })).status;
const nobody = "0193d5a2-0000-7000-8000-000000000001";

test("a bulk revocation revokes what is open, and says of each other key why it was skipped", async () => {
  const [a, b, c] = await three();
  done(await runCommand(revokeKey, home.as(), { id: b, reason: "other" }));
  const answer = await runCommand(revokeKeys, home.as(), { ids: [a, b, nobody, c], reason: "leaked" });
  expect(answer).toMatchObject({ kind: "done", receipt: { silent: [] } });
  expect(done(answer)).toEqual({
    done: [
      { id: a, name: "a" },
      { id: c, name: "c" },
    ],
    skipped: [
      { id: b, name: "b", why: "key-revoked" },
      { id: nobody, name: null, why: "not-found" },
    ],
  });
  for (const id of [a, c]) {
    expect(await statusOf(id!)).toBe("revoked");
    const [event] = done(await runQuery(keyHistory, home.as(), { id }));
    expect(event).toMatchObject({
      type: "access-key.revoked",
      before: { status: "active" },
      after: { status: "revoked", reason: "leaked" },
    });
  }
  const history = done(await runQuery(keyHistory, home.as(), { id: b }));
  expect(history.filter((event) => event.type === "access-key.revoked")).toHaveLength(1);
});

test("many keys are disabled, enabled and deleted, each with its own event, and the chain stays whole", async () => {
  const ids = await three();
  expect(done(await runCommand(disableKeys, home.as(), { ids })).done).toHaveLength(3);
  for (const id of ids) expect(await statusOf(id)).toBe("suspended");
  expect(done(await runCommand(disableKeys, home.as(), { ids })).skipped.map(({ why }) => why)).toEqual([
    "key-already-disabled",
    "key-already-disabled",
    "key-already-disabled",
  ]);
  expect(done(await runCommand(enableKeys, home.as(), { ids: ids.slice(0, 2) })).done).toHaveLength(2);
  expect(await Promise.all(ids.map(statusOf))).toEqual(["active", "active", "suspended"]);
  expect(done(await runCommand(deleteKeys, home.as(), { ids })).done).toHaveLength(3);
  for (const id of ids) {
    expect(await runQuery(getAccessKey, home.as(), { id })).toMatchObject({ code: "not-found" });
    const history = done(await runQuery(keyHistory, home.as(), { id }));
    expect(history[0]).toMatchObject({ type: "access-key.deleted", after: { status: "deleted" } });
  }
  expect(await hub.sql`select 1 from holds where key_id in ${hub.sql(ids)}`).toHaveLength(0);
  expect(done(await runQuery(verifyChain, home.as(), {}))).toMatchObject({ intact: true });
});

test("an id that is named twice counts once; more than 1,000 and none are not taken", async () => {
  const [id] = await three();
  expect(done(await runCommand(disableKeys, home.as(), { ids: [id, id!.toUpperCase()] })).done).toHaveLength(
    1,
  );
  const many = Array.from(
    { length: 1_001 },
    (_, i) => `0193d5a2-0000-7000-8000-${String(i).padStart(12, "0")}`,
  );
  expect(await runCommand(deleteKeys, home.as(), { ids: many })).toMatchObject({
    kind: "invalid",
    fields: { ids: "At most 1,000 keys at once." },
  });
  expect(await runCommand(deleteKeys, home.as(), { ids: [] })).toMatchObject({ kind: "invalid" });
  expect(await runCommand(revokeKeys, home.as(), { ids: [id] })).toMatchObject({
    kind: "invalid",
    fields: { reason: expect.any(String) },
  });
});

test("keys of another workspace are skipped as unknown, without their names", async () => {
  const [id] = await three();
  const away = await makeWorkspace(hub.db);
  expect(done(await runCommand(deleteKeys, away.as(), { ids: [id] }))).toEqual({
    done: [],
    skipped: [{ id, name: null, why: "not-found" }],
  });
  expect(await statusOf(id!)).toBe("active");
});

test("two people who take the same keys in opposite order wait for one another, and each key is revoked once", async () => {
  const ids = await three();
  const answers = await Promise.all(
    [ids, ids.toReversed(), ids].map((some) =>
      runCommand(revokeKeys, home.as(), { ids: some, reason: "other" }),
    ),
  );
  expect(
    answers
      .map(done)
      .map((value) => value.done.length)
      .sort(),
  ).toEqual([0, 0, 3]);
});

test("a replayed submit tells again what was done, and does nothing twice", async () => {
  const ids = await three();
  const ctx = contextOf(home.id, home.owner, new Date(), "bulk-replay-1");
  const first = await runCommand(disableKeys, ctx, { ids });
  const second = await runCommand(disableKeys, ctx, { ids });
  expect(second).toMatchObject({ kind: "done", replayed: true, value: done(first) });
});

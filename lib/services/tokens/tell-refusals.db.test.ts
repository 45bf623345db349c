import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../access-keys/create";
import { createPersonal } from "../personal-keys/create";
import { runCommand } from "../run-command";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { tellTokenRefusals } from "./tell-refusals";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const fields = { name: "Orders", environment: "production", expiration: "90", scopes: [] };
const newKey = async (of = home) => done(await runCommand(createKey, of.as(), fields)).id;
const told = (keyId: string, count = 3) => ({
  refusals: [
    { keyId, cause: "revoked", count, firstAt: "2026-04-01T09:00:00Z", lastAt: "2026-04-01T09:59:00Z" },
  ],
});
const tell = (input: unknown, idempotencyKey: string | null = null) =>
  runCommand(tellTokenRefusals, { ...home.as({ kind: "host", name: "Gate one" }), idempotencyKey }, input);
const eventsOf = async (keyId: string) =>
  (await hub.sql`select after from events where type = 'token.refused' and subject_id = ${keyId}`).map(
    ({ after }) => after,
  );

test("refusals that are told again, because it was in doubt whether they had been, are told once", async () => {
  const key = await newKey();
  const id = "11111111-2222-4333-8444-555555555555";
  done(await tell(told(key), id));
  expect(await tell(told(key), id)).toMatchObject({ kind: "done", replayed: true });
  const [one, ...others] = await eventsOf(key);
  expect(one).toEqual({
    cause: "revoked",
    refusals: 3,
    firstAt: "2026-04-01T09:00:00Z",
    lastAt: "2026-04-01T09:59:00Z",
  });
  expect(others).toEqual([]);
});

test("a key of another workspace is nobody here, and tells nothing", async () => {
  const foreign = await newKey(await makeWorkspace(hub.db));
  expect(done(await tell(told(foreign)))).toEqual({ told: 0 });
  expect(await eventsOf(foreign)).toEqual([]);
});

test("a personal key is told as such: it has no page of its own", async () => {
  const personal = { name: "Mine", description: "", expiration: "30" };
  const key = done(await runCommand(createPersonal, home.as(), personal)).id;
  done(await tell(told(key)));
  expect(await eventsOf(key)).toMatchObject([{ kind: "personal", cause: "revoked" }]);
});

test.each([{ count: 0 }, { count: 1.5 }, { cause: "because" }, { keyId: "x" }, { firstAt: "yesterday" }])(
  "%j is no refusal",
  async (wrong) => {
    const [refusal] = told(await newKey()).refusals;
    expect((await tell({ refusals: [{ ...refusal, ...wrong }] })).kind).toBe("invalid");
  },
);

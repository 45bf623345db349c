import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cleanUpAccessKeys, planCleanUp } from "../access-keys/clean-up";
import { createKey } from "../access-keys/create";
import { deleteKey } from "../access-keys/delete";
import { disableKey } from "../access-keys/disable";
import { enableKey } from "../access-keys/enable";
import { listAccessKeys } from "../access-keys/list";
import { regenerateKey } from "../access-keys/regenerate";
import { revokeKey } from "../access-keys/revoke";
import { verifyChain } from "../audit/verify-chain";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { keyHistory } from "./history";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let place: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  place = await makeWorkspace(hub.db);
});

const days = (n: number) => new Date(Date.now() + n * 86_400_000);
/** When keys with 30 days have expired, and those with a year have not. */
const later = () => place.as(place.owner, days(40));

async function make(name: string, expiration = "365"): Promise<string> {
  const input = { name, expiration, environment: "production", scopes: [] };
  return done(await runCommand(createKey, place.as(), input)).id;
}
const plan = async (...choices: string[]) => done(await runQuery(planCleanUp, later(), { choices }));
const sweep = async (choices: string[], ids: string[]) =>
  runCommand(cleanUpAccessKeys, later(), { choices, ids });
const left = async () =>
  done(await runQuery(listAccessKeys, later(), { sort: "name", order: "asc" })).rows.map((row) => row.name);

/** One key of each sort; their ids by name. */
async function oneOfEach() {
  const ids: Record<string, string> = {};
  for (const [name, expiration] of Object.entries({
    active: "365",
    expired: "30",
    revoked: "365",
    disabled: "365",
    "revoked and expired": "30",
    "disabled and expired": "30",
  }))
    ids[name] = await make(name, expiration);
  for (const name of ["revoked", "revoked and expired"])
    done(await runCommand(revokeKey, place.as(), { id: ids[name], reason: "other" }));
  for (const name of ["disabled", "disabled and expired"])
    done(await runCommand(disableKey, place.as(), { id: ids[name] }));
  return ids;
}

describe("the plan", () => {
  test("counts every choice and what the revoked consist of, and lists what the ticked boxes take", async () => {
    await oneOfEach();
    const { counts, keys } = await plan();
    expect(counts).toEqual({ expired: 3, revoked: 4, both: 2, either: 5, withdrawn: 2, disabled: 2 });
    expect(keys).toEqual([]);
    const names = async (...choices: string[]) => (await plan(...choices)).keys.map((key) => key.name);
    expect(await names("expired")).toEqual(["disabled and expired", "expired", "revoked and expired"]);
    expect(await names("revoked")).toEqual([
      "disabled",
      "disabled and expired",
      "revoked",
      "revoked and expired",
    ]);
    expect(await names("both")).toEqual(["disabled and expired", "revoked and expired"]);
    expect(await names("expired", "revoked")).toHaveLength(5);
    expect(await runQuery(planCleanUp, place.as(), { choices: ["both", "expired"] })).toMatchObject({
      kind: "invalid",
    });
  });

  test("shows nothing secret of a key: four characters of its text", async () => {
    await oneOfEach();
    const [key] = (await plan("both")).keys;
    expect(Object.keys(key!).sort()).toEqual(
      [
        "disabled",
        "environment",
        "expired",
        "expiresAt",
        "id",
        "lastUsedAt",
        "name",
        "prefix",
        "publicId",
        "revoked",
        "status",
        "tail",
      ].sort(),
    );
    expect(key!.tail).toHaveLength(4);
  });
});

describe("the clean up", () => {
  test("deletes what was listed and leaves the rest, with an event and a feed row for each, and an intact chain", async () => {
    const ids = await oneOfEach();
    const { keys } = await plan("both");
    const [before] = await hub.sql`select revision from feed_head`;
    const answer = await sweep(
      ["both"],
      keys.map((key) => key.id),
    );
    expect(answer).toMatchObject({ kind: "done", receipt: { silent: [] } });
    expect(done(answer)).toEqual({
      deleted: expect.arrayContaining(keys.map(({ id, name }) => ({ id, name }))),
      skipped: [],
    });
    expect(await left()).toEqual(["active", "disabled", "expired", "revoked"]);
    const [after] = await hub.sql`select revision from feed_head`;
    expect(Number(after!.revision) - Number(before!.revision)).toBe(2);
    const [event] = done(await runQuery(keyHistory, place.as(), { id: ids["revoked and expired"] }));
    expect(event).toMatchObject({
      type: "access-key.deleted",
      before: { status: "revoked" },
      after: { status: "deleted", cleanUp: ["both"] },
    });
    expect(
      await hub.sql`select 1 from key_versions v join keys k on k.id = v.key_id
      where k.workspace_id = ${place.id} and k.deleted_at is not null and v.digest is not null`,
    ).toHaveLength(0);
    expect(done(await runQuery(verifyChain, place.as(), {}))).toMatchObject({ intact: true });
  });

  test("takes the union of the two single boxes", async () => {
    await oneOfEach();
    const { keys } = await plan("expired", "revoked");
    done(
      await sweep(
        ["expired", "revoked"],
        keys.map((key) => key.id),
      ),
    );
    expect(await left()).toEqual(["active"]);
  });

  test("spares a key that changed while the dialog was open, and one that was not on the list", async () => {
    const ids = await oneOfEach();
    const { keys } = await plan("expired", "revoked");
    done(await runCommand(enableKey, place.as(), { id: ids.disabled }));
    done(await runCommand(regenerateKey, later(), { id: ids.expired, expiration: "365" }));
    done(await runCommand(deleteKey, place.as(), { id: ids.revoked }));
    const newcomer = await make("revoked meanwhile");
    done(await runCommand(revokeKey, place.as(), { id: newcomer, reason: "other" }));
    const { deleted, skipped } = done(
      await sweep(
        ["expired", "revoked"],
        keys.map((key) => key.id),
      ),
    );
    expect(deleted.map((key) => key.name).sort()).toEqual(["disabled and expired", "revoked and expired"]);
    expect(skipped).toHaveLength(3);
    expect(skipped).toEqual(
      expect.arrayContaining([
        { id: ids.disabled, name: "disabled", why: "changed" },
        { id: ids.expired, name: "expired", why: "changed" },
        { id: ids.revoked, name: null, why: "gone" },
      ]),
    );
    expect(await left()).toEqual(["active", "disabled", "expired", "revoked meanwhile"]);
  });

  test("refuses where nothing is left to do, and deletes no good key that somebody names", async () => {
    const id = await make("good");
    expect(await sweep(["expired", "revoked"], [id])).toMatchObject({
      kind: "refused",
      code: "nothing-to-clean-up",
    });
    expect(await left()).toEqual(["good"]);
  });

  test("knows nothing of another workspace's keys", async () => {
    const id = await make("mine", "30");
    const away = await makeWorkspace(hub.db);
    const answer = await runCommand(cleanUpAccessKeys, away.as(away.owner, days(40)), {
      choices: ["expired"],
      ids: [id],
    });
    expect(answer).toMatchObject({ kind: "refused", code: "nothing-to-clean-up" });
    expect(await left()).toEqual(["mine"]);
  });

  test("two clean ups of the same keys at once delete each key once", async () => {
    await oneOfEach();
    const listed = (await plan("expired", "revoked")).keys.map((key) => key.id);
    const answers = await Promise.all([
      sweep(["expired", "revoked"], listed),
      sweep(["expired", "revoked"], listed.toReversed()),
    ]);
    const kinds = answers.map((answer) => answer.kind).sort();
    expect(kinds).toEqual(["done", "refused"]);
    const deletions = await hub.sql`select 1 from events
      where workspace_id = ${place.id} and type = 'access-key.deleted'`;
    expect(deletions).toHaveLength(5);
  });

  test("a thousand keys go in one command, in little time", async () => {
    await hub.sql`insert into keys (id, workspace_id, kind, name, description, scopes, created_by_label, created_at)
      select gen_random_uuid(), ${place.id}, 'access', 'k' || i, '', '{}', 'test', now() from generate_series(1, 1000) i`;
    await hub.sql`insert into key_versions (id, workspace_id, key_id, generation, latest, prefix, public_id, digest, tail,
        created_at, activated_at, expires_at)
      select gen_random_uuid(), workspace_id, id, 1, true, 'ks', left(id::text, 20),
        decode(replace(id::text, '-', ''), 'hex'), 'abcd', now(), now(), now()
      from keys where workspace_id = ${place.id}`;
    const { keys, counts } = await plan("expired");
    expect(counts.expired).toBe(1_000);
    const startedAt = performance.now();
    const { deleted } = done(
      await sweep(
        ["expired"],
        keys.map((key) => key.id),
      ),
    );
    expect(deleted).toHaveLength(1_000);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await left()).toEqual([]);
    expect(done(await runQuery(verifyChain, place.as(), {}))).toMatchObject({ intact: true, events: 1_000 });
  });
});

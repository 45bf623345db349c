/** Names of Outposts in what tells how keys are used: for those who may see Outposts, and for those who may not. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/people/actor";
import { createKey } from "../access-keys/create";
import { rotateKey } from "../access-keys/rotate";
import { keyRotation } from "../access-keys/rotation";
import { keySelectionFacts } from "../access-keys/selection";
import { keyUsage } from "../access-keys/usage";
import { keySetUsage } from "../key-sets/usage";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeGroup, makeKeySetOf } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { enrolOutpost } from "./enrol";
import { removeOutpost } from "./remove";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const program = (...scopes: string[]): Actor => ({
  kind: "key",
  id: home.id,
  publicId: "k",
  name: "Terraform",
  scopes,
});

/** Two Outposts, and calls with the key that one caller made through both. */
async function calledThroughTwo(keyId: string) {
  const names = [`Vault ${keyId}`, `Till ${keyId}`];
  const [version] = await hub.sql`select id from key_versions where key_id = ${keyId} and latest`;
  for (const name of names) {
    const { id } = done(await runCommand(enrolOutpost, home.as(), { name: name.slice(0, 40) }));
    const of = hub.sql`${home.id}, ${keyId}, ${version!.id}, ${id}`;
    await hub.sql`insert into usage (workspace_id, key_id, version_id, verifier_id, hour, outcome, calls, last_at)
      values (${of}, date_trunc('hour', now(), 'UTC'), 'valid', 3, now())`;
    await hub.sql`insert into callers
        (workspace_id, key_id, version_id, verifier_id, ip, user_agent, calls, first_at, last_at)
      values (${of}, '203.0.113.9', 'curl', 3, now(), now())`;
  }
  return names.map((name) => name.slice(0, 40)).sort();
}

const nameless = {
  verifiers: [
    { kind: "outpost", name: null, verified: 3 },
    { kind: "outpost", name: null, verified: 3 },
  ],
  callers: [{ ip: "203.0.113.9", atGate: false, outposts: [null, null] }],
};

test("who suspends key sets sees how many Outposts checked one, and no name of any", async () => {
  const developer = await home.member("developer");
  const { id: groupId } = await makeGroup(home, developer);
  const { id } = await makeKeySetOf(home, { application: { groupId } });
  const names = await calledThroughTwo(id);
  const named = done(await runQuery(keySetUsage, home.as(), { id }));
  expect(named.verifiers.map(({ name }) => name).sort()).toEqual(names);
  expect(named.callers).toMatchObject([{ outposts: names }]);
  const answer = await runQuery(keySetUsage, home.as(developer), { id });
  expect(done(answer)).toMatchObject(nameless);
  for (const name of names) expect(JSON.stringify(answer)).not.toContain(name);
});

test("of access keys, neither usage, selection nor rotation names an Outpost to who may not see them", async () => {
  const input = { name: "Busy", expiration: "365", environment: "production", scopes: [] };
  const { id } = done(await runCommand(createKey, home.as(), input));
  const names = await calledThroughTwo(id);
  const [blind, seeing] = [program("keys:read"), program("keys:read", "outposts:read")];
  const usage = async (actor: Actor) => done(await runQuery(keyUsage, home.as(actor), { id }));
  expect(await usage(blind)).toMatchObject(nameless);
  expect((await usage(seeing)).callers).toMatchObject([{ outposts: names }]);

  const selected = async (actor: Actor) =>
    done(await runQuery(keySelectionFacts, home.as(actor), { ids: [id] })).callers;
  expect(await selected(blind)).toMatchObject([{ keyName: "Busy", outposts: [null, null] }]);
  expect(await selected(seeing)).toMatchObject([{ keyName: "Busy", outposts: names }]);

  done(await runCommand(rotateKey, home.as(), { id, overlap: 24 }));
  const remaining = async (actor: Actor) =>
    done(await runQuery(keyRotation, home.as(actor), { id })).overlap!.callers;
  expect(await remaining(blind)).toMatchObject([{ ip: "203.0.113.9", outposts: [null, null] }]);
  expect(await remaining(seeing)).toMatchObject([{ outposts: names }]);
});

test("an Outpost that is named like a removed one has counts of its own", async () => {
  const { id } = await makeKeySetOf(home);
  await calledThroughTwo(id);
  const gone =
    await hub.sql`select id, name from outposts where name like ${`% ${id.slice(0, 8)}%`} and removed_at is null`;
  for (const outpost of gone) done(await runCommand(removeOutpost, home.as(), { id: outpost.id }));
  const names = await calledThroughTwo(id);
  const { verifiers } = done(await runQuery(keySetUsage, home.as(), { id }));
  const told = verifiers.map(({ name, removed, verified }) => [name, removed, verified]).sort();
  expect(told).toEqual(
    names.flatMap((name) => [
      [name, false, 3],
      [name, true, 3],
    ]),
  );
});

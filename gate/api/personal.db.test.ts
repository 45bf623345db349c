import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyAnswer } from "@/lib/contracts/verify";
import type { Actor } from "@/lib/domain/people/actor";
import type { Role } from "@/lib/domain/people/roles";
import { changeRole } from "@/lib/services/people/change-role";
import { disableMember } from "@/lib/services/people/disable-member";
import { enableMember } from "@/lib/services/people/enable-member";
import { removeMember } from "@/lib/services/people/remove-member";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { disablePersonal } from "@/lib/services/personal-keys/disable";
import { regeneratePersonal } from "@/lib/services/personal-keys/regenerate";
import { makeWorkspace } from "@/lib/services/testing/workspace";
import { openTeam, Team } from "../testing/open-gate";
import { promised } from "../testing/promised";
import { identity } from "./shapes";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());

type Person = Actor & { kind: "user" };
async function personalKey(person: Person, team = t.team) {
  const made = await team.run(createPersonal, { name: "Laptop", expiration: "30" }, person);
  return { id: made.id, text: made.secret!.reveal(), publicId: made.publicId };
}
async function member(role: Role) {
  const person = await t.team.workspace.member(role);
  return { person, key: await personalKey(person) };
}
const call = (method: string, path: string, key: { text: string }, body?: unknown) =>
  t.gate.call(method, path, { key: key.text, body });
const listsKeys = async (key: { text: string }) => (await call("GET", "/v1/keys", key)).status;
const verified = (key: { text: string }) => t.verify({ key: key.text });

describe("a personal key", () => {
  test("says who calls: the person, and the role of this moment", async () => {
    const { person, key } = await member("developer");
    const { id: user_id, name, email } = person;
    const answer = await verified(key);
    expect(answer.key).toMatchObject({
      kind: "personal",
      environment: null,
      scopes: [],
      owner: { kind: "user", user_id, email, name, role: "developer" },
    });
    expect(verifyAnswer.safeParse(answer).success).toBe(true);
    const who = (await call("GET", "/v1/whoami", key)).json;
    expect(identity.parse(who)).toMatchObject({
      kind: "personal",
      user: { id: user_id, name, email },
      role: "developer",
      permissions: [
        "personal-key:own",
        "api:view",
        "organization:view",
        "application:view",
        "application:edit",
        "application:suspend",
        "subscription:view",
        "subscription:request",
        "key-set:view",
        "key-set:retrieve",
        "key-set:suspend",
        "key-set:activate",
        "key-set:regenerate",
        "key-set:rename",
      ],
    });
  });

  test("of an Owner is told no permission that only the browser has: not the workspace's, the members', the log's", async () => {
    const key = await personalKey(t.team.workspace.owner);
    const { permissions } = (await call("GET", "/v1/whoami", key)).json;
    expect(permissions).toEqual([
      "personal-key:own",
      "personal-key:view-all",
      "personal-key:revoke-all",
      "access-key:view",
      "access-key:create",
      "access-key:edit",
      "access-key:disable",
      "access-key:regenerate",
      "access-key:rotate",
      "access-key:reveal",
      "access-key:revoke",
      "access-key:delete",
      "signing-key:view",
      "signing-key:generate",
      "signing-key:rotate",
      "outpost:view",
      "outpost:enrol",
      "outpost:reset",
      "outpost:remove",
      "api:view",
      "api:edit",
      "policy-template:view",
      "policy-template:edit",
      "organization:view",
      "organization:edit",
      "application:view",
      "application:edit",
      "application:suspend",
      "subscription:view",
      "subscription:request",
      "subscription:decide",
      "key-set:view",
      "key-set:retrieve",
      "key-set:suspend",
      "key-set:activate",
      "key-set:regenerate",
      "key-set:revoke",
      "key-set:rename",
    ]);
  });

  test("of an Admin does what the console lets an Admin do, under their name", async () => {
    const { person, key } = await member("admin");
    const made = await call("POST", "/v1/keys", key, {
      name: "By hand",
      expiration: "30",
      environment: "production",
      scopes: ["orders:write"],
    });
    expect(made.status).toBe(201);
    const one = (await call("GET", `/v1/keys/${made.json.id}`, key)).json;
    expect(one.created_by_label).toBe(`${person.name} (${key.publicId})`);
    const [event] = await t.hub.sql<{ actor_kind: string; actor_id: string; actor_label: string }[]>`
      select actor_kind, actor_id, actor_label from events where subject_id = ${made.json.id}`;
    expect(event).toEqual({
      actor_kind: "user",
      actor_id: person.id,
      actor_label: `${person.name} (${key.publicId})`,
    });
  });

  test("of a Viewer manages nothing, and is told so", async () => {
    const { key } = await member("viewer");
    const refused = await call("GET", "/v1/keys", key);
    expect(refused.status).toBe(403);
    expect(refused.json).toMatchObject({ code: "access_denied" });
    expect((await call("GET", "/v1/members/personal-keys", key)).status).toBe(403);
  });

  test("is no verifier, whoever owns it", async () => {
    const key = await personalKey(t.team.workspace.owner);
    const refused = await t.gate.call("POST", "/v1/keys/verify", { key: key.text, body: { key: "x" } });
    expect(refused.json).toMatchObject({ status: 403, code: "insufficient_scope" });
  });

  test("lists its user's own keys and no others; an Owner's lists everybody's, and revokes one", async () => {
    const one = await member("developer");
    const other = await member("viewer");
    const own = await call("GET", "/v1/personal-keys?sort=name&order=asc&size=10", one.key);
    promised("get", "/v1/personal-keys", own.json);
    expect(own.json.keys.map(({ id }: { id: string }) => id)).toEqual([one.key.id]);
    expect(own.text).not.toContain(one.key.text.slice(-30, -6));

    const owner = await personalKey(t.team.workspace.owner);
    const all = await call("GET", "/v1/members/personal-keys?size=50", owner);
    promised("get", "/v1/members/personal-keys", all.json);
    const ids = all.json.keys.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining([one.key.id, other.key.id, owner.id]));

    expect(await verified(other.key)).toMatchObject({ valid: true });
    const path = `/v1/members/personal-keys/${other.key.id}/revoke`;
    expect((await call("POST", path, one.key, { reason: "leaked" })).status).toBe(403);
    const revoked = await call("POST", path, owner, { reason: "leaked" });
    promised("post", "/v1/members/personal-keys/{id}/revoke", revoked.json);
    expect(revoked.json.receipt).toMatchObject({ reported: ["gate 1"], silent: [] });
    expect(await verified(other.key)).toMatchObject({ valid: false, code: "revoked" });
    expect(await verified(one.key)).toMatchObject({ valid: true });
  });

  test("of another workspace does not exist here", async () => {
    const away = new Team(await makeWorkspace(t.hub.db));
    const key = await personalKey(away.workspace.owner, away);
    const owner = await personalKey(t.team.workspace.owner);
    const path = `/v1/members/personal-keys/${key.id}/revoke`;
    expect((await call("POST", path, owner, { reason: "leaked" })).status).toBe(404);
    expect(await verified(key)).toMatchObject({ code: "unknown" });
    expect((await call("GET", "/v1/whoami", key)).status).toBe(200);
  });

  test("is not made by a program, whatever its scopes", async () => {
    const program = await t.team.issue({ scopes: ["keys:read", "keys:write"] });
    expect((await call("GET", "/v1/personal-keys", program)).json).toMatchObject({
      status: 403,
      code: "insufficient_scope",
    });
    const made = await call("POST", "/v1/personal-keys", program, { name: "Mine", expiration: "30" });
    expect(made.status).toBe(405);
  });
});

describe("a personal key follows its user from the next request on", () => {
  test("up and down with the role", async () => {
    const { person, key } = await member("viewer");
    expect(await listsKeys(key)).toBe(403);
    expect((await verified(key)).key).toMatchObject({ scopes: ["key-sets:read"], owner: { role: "viewer" } });
    for (const [role, status, scopes] of [
      [
        "admin",
        200,
        [
          "keys:read",
          "keys:write",
          "key-sets:read",
          "key-sets:write",
          "signing-keys:read",
          "signing-keys:write",
          "outposts:read",
          "outposts:write",
        ],
      ],
      ["consumer", 403, []],
    ] as const) {
      await t.team.run(changeRole, { userId: person.id, role });
      expect(await listsKeys(key)).toBe(status);
      expect((await verified(key)).key).toMatchObject({ scopes, owner: { role } });
      expect((await call("GET", "/v1/whoami", key)).json).toMatchObject({ role, scopes });
    }
    expect(await t.verify({ key: key.text, scopes: ["keys:read"] })).toMatchObject({
      code: "insufficient_scope",
    });
  });

  test("held while the user is disabled; what they had disabled themselves stays so", async () => {
    const { person, key } = await member("admin");
    const off = await personalKey(person);
    await t.team.run(disablePersonal, { id: off.id }, person);
    expect(await verified(key)).toMatchObject({ valid: true });
    await t.team.run(disableMember, { userId: person.id });
    for (const one of [key, off]) expect(await verified(one)).toMatchObject({ code: "suspended" });
    expect(await listsKeys(key)).toBe(401);
    expect((await call("GET", "/v1/whoami", key)).status).toBe(401);
    await t.team.run(enableMember, { userId: person.id });
    await expect.poll(() => verified(key)).toMatchObject({ valid: true });
    expect(await listsKeys(key)).toBe(200);
    expect(await verified(off)).toMatchObject({ code: "suspended" });
  });

  test("gone with the user for good, even if they come back", async () => {
    const { person, key } = await member("admin");
    await t.team.run(removeMember, { userId: person.id });
    expect(await verified(key)).toMatchObject({
      code: "revoked",
      key: { owner: { kind: "user", user_id: person.id, role: null } },
    });
    expect(await listsKeys(key)).toBe(401);
    await t.hub.sql`insert into memberships (workspace_id, user_id, role, created_at)
      values (${t.team.workspace.id}, ${person.id}, 'admin', now())`;
    expect(await listsKeys(key)).toBe(401);
    expect(await verified(await personalKey(person))).toMatchObject({ valid: true });
  });

  test("refused where the membership is gone or disabled, even if no hold or revocation says so", async () => {
    const gone = await member("admin");
    await t.hub.sql`delete from memberships where user_id = ${gone.person.id}`;
    const off = await member("admin");
    await t.hub.sql`update memberships set disabled_at = now() where user_id = ${off.person.id}`;
    for (const { key } of [gone, off]) {
      expect(await listsKeys(key)).toBe(401);
      expect((await call("GET", "/v1/whoami", key)).status).toBe(401);
      expect(await verified(key)).toMatchObject({ valid: false, code: "suspended" });
    }
  });

  test("the old value is refused from the moment it is regenerated", async () => {
    const { person, key } = await member("developer");
    expect(await verified(key)).toMatchObject({ valid: true });
    const fresh = await t.team.run(regeneratePersonal, { id: key.id }, person);
    expect(await verified(key)).toMatchObject({ code: "revoked" });
    expect(await t.verify({ key: fresh.secret!.reveal() })).toMatchObject({ valid: true });
  });
});

/** Who may do what in the catalog by calls: programs by their scopes, people by role and group. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/people/actor";
import type { Role } from "@/lib/domain/people/roles";
import { createPersonal } from "@/lib/services/personal-keys/create";
import { makeApi, makeApplication, makeGroup, makeSubscription } from "@/lib/services/testing/catalog";
import { openTeam } from "../testing/open-gate";
import { promised } from "../testing/promised";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());

const call = (method: string, path: string, key: string, body?: unknown) =>
  t.gate.call(method, path, { key, body });

async function personal(person: Extract<Actor, { kind: "user" }>) {
  const key = await t.team.run(createPersonal, { name: "Laptop", expiration: "30" }, person);
  return { person, key: key.secret!.reveal() };
}
const member = async (role: Exclude<Role, "owner">) => personal(await t.team.workspace.member(role));
const status = async (...given: Parameters<typeof call>) => (await call(...given)).status;

test("a program reads with one scope, changes with the other, and never decides who reaches what", async () => {
  const reader = (await t.team.issue({ scopes: ["key-sets:read"] })).text;
  const writer = (await t.team.issue({ scopes: ["key-sets:write"] })).text;
  const home = t.team.workspace;
  const { id } = await makeApplication(home);
  const group = await makeGroup(home, home.owner);
  for (const path of ["/v1/apis", "/v1/applications", "/v1/subscriptions", `/v1/applications/${id}`]) {
    expect([path, await status("GET", path, reader), await status("GET", path, writer)]).toEqual([
      path,
      200,
      403,
    ]);
  }
  const rename = { name: "Another shop" };
  expect(await status("PATCH", `/v1/applications/${id}`, reader, rename)).toBe(403);
  expect(await status("PATCH", `/v1/applications/${id}`, writer, rename)).toBe(200);
  for (const more of [{ group_id: group.id }, { owner_id: null }])
    expect((await call("PATCH", `/v1/applications/${id}`, writer, more)).json.code).toBe("scope_missing");
  for (const [method, path, body] of [
    ["GET", "/v1/groups"],
    ["GET", "/v1/organizations"],
    ["POST", `/v1/groups/${group.id}/add-member`, { user_id: home.owner.id }],
  ] as const)
    expect((await call(method, path, writer, body)).json).toMatchObject({
      status: 403,
      code: "insufficient_scope",
    });
});

test("an Owner keeps organizations and groups with a personal key", async () => {
  const { key, person } = await personal(t.team.workspace.owner);
  const does = async (method: string, path: string, body?: unknown) => {
    const reply = await call(method, path, key, body);
    expect([path, reply.status < 300]).toEqual([path, true]);
    promised(method, path, reply.json);
    return reply.json;
  };
  const { id } = await does("POST", "/v1/organizations", { name: "Northwind", kind: "external" });
  await does("PATCH", `/v1/organizations/${id}`, { name: "Southwind" });
  const { organizations } = await does("GET", "/v1/organizations");
  expect(organizations).toMatchObject([{ id, name: "Southwind", kind: "external", applications: 0 }]);
  await does("DELETE", `/v1/organizations/${id}`);

  const group = await does("POST", "/v1/groups", { name: "Team orders" });
  await does("PATCH", `/v1/groups/${group.id}`, { name: "Crew orders" });
  const membership = { user_id: person.id };
  await does("POST", `/v1/groups/${group.id}/add-member`, membership);
  expect((await call("POST", `/v1/groups/${group.id}/add-member`, key, membership)).status).toBe(409);
  const { groups } = await does("GET", "/v1/groups");
  expect(groups.find((one: { id: string }) => one.id === group.id)).toMatchObject({
    name: "Crew orders",
    members: [{ user_id: person.id, email: person.email }],
  });
  await does("POST", `/v1/groups/${group.id}/remove-member`, membership);
  await does("DELETE", `/v1/groups/${group.id}`);
});

test("a Developer subscribes applications of own groups, and others do not exist for them", async () => {
  const home = t.team.workspace;
  const { person, key } = await member("developer");
  const group = await makeGroup(home, person);
  const [own, foreign] = [await makeApplication(home, { groupId: group.id }), await makeApplication(home)];
  const api = await makeApi(home, { approval: "manual" });
  const ids = (await call("GET", "/v1/applications", key)).json.applications.map(
    ({ id }: { id: string }) => id,
  );
  expect(ids).toEqual([own.id]);
  const ask = (application_id: string) =>
    call("POST", "/v1/subscriptions", key, { application_id, api_id: api.id, environment: "production" });
  expect((await ask(foreign.id)).status).toBe(404);
  const asked = await ask(own.id);
  expect(asked.json).toMatchObject({ status: "pending" });
  const path = `/v1/subscriptions/${asked.json.id}`;
  expect(await status("POST", `${path}/approve`, key, {})).toBe(403);
  expect(await status("POST", `${path}/withdraw`, key, {})).toBe(200);
  expect(await status("POST", `/v1/applications/${own.id}/suspend`, key, {})).toBe(200);
  expect(await status("POST", `/v1/applications/${foreign.id}/suspend`, key, {})).toBe(404);
  const more = { name: "Mine", version: "1", environments: ["production"], auth_types: [] };
  expect(await status("POST", "/v1/apis", key, more)).toBe(403);
  expect(await status("GET", "/v1/policy-templates", key)).toBe(403);
});

test("a Consumer subscribes but suspends nothing; a Viewer sees all and changes nothing", async () => {
  const home = t.team.workspace;
  const { person, key } = await member("consumer");
  const own = await makeApplication(home, { groupId: (await makeGroup(home, person)).id });
  const api = await makeApi(home);
  const body = { application_id: own.id, api_id: api.id, environment: "production" };
  expect(await status("POST", "/v1/subscriptions", key, body)).toBe(201);
  expect(await status("POST", `/v1/applications/${own.id}/suspend`, key, {})).toBe(403);

  const viewer = await member("viewer");
  const { id } = await makeSubscription(home);
  expect(await status("GET", `/v1/subscriptions/${id}`, viewer.key)).toBe(200);
  expect(await status("GET", `/v1/applications/${own.id}`, viewer.key)).toBe(200);
  expect(await status("POST", "/v1/applications", viewer.key, { name: "Mine" })).toBe(403);
  expect(await status("POST", "/v1/subscriptions", viewer.key, body)).toBe(403);
  expect(await status("POST", `/v1/subscriptions/${id}/revoke`, viewer.key, {})).toBe(403);
});

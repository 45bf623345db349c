/** What Workspace > Keys and a key set's page tell each reader. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/people/actor";
import { builtInRole } from "@/lib/domain/people/roles";
import { createOrganization } from "../organizations/create";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeGroup, makeKeySetOf } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { keySetFilterOptions } from "./filter-options";
import { getKeySet } from "./get";
import { keySetUsage } from "./usage";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const mayOf = async (id: string, actor: Actor) => done(await runQuery(getKeySet, home.as(actor), { id })).may;
const ALL = { retrieve: true, suspend: true, activate: true, regenerate: true, revoke: true, rename: true };
const NONE = Object.fromEntries(Object.keys(ALL).map((act) => [act, false]));

test("a page tells what its reader may do: all, what the role has in own groups, or nothing", async () => {
  const developer = await home.member("developer");
  const group = await makeGroup(home, developer);
  const { id } = await makeKeySetOf(home, { application: { groupId: group.id } });
  expect(await mayOf(id, home.owner)).toEqual(ALL);
  expect(await mayOf(id, developer)).toEqual({ ...ALL, revoke: false });
  expect(await mayOf(id, await home.member("viewer"))).toEqual(NONE);
});

test("whoever sees all key sets and may act in own groups alone, is offered it there alone", async () => {
  const viewer = builtInRole("viewer");
  const role = { ...viewer, table: { ...viewer.table, "key-set:suspend": "own-group" as const } };
  const person = await home.member(role);
  const group = await makeGroup(home, person);
  const own = await makeKeySetOf(home, { application: { groupId: group.id } });
  const other = await makeKeySetOf(home);
  expect(await mayOf(own.id, person)).toEqual({ ...NONE, suspend: true });
  expect(await mayOf(other.id, person)).toEqual(NONE);
  expect(await runQuery(keySetUsage, home.as(person), { id: own.id })).toMatchObject({ kind: "done" });
  expect(await runQuery(keySetUsage, home.as(person), { id: other.id })).toMatchObject({ code: "not-found" });
});

test("the filters name what the address asks for, and to a Developer no groups but their own", async () => {
  const developer = await home.member("developer");
  const own = await makeGroup(home, developer);
  const other = await makeGroup(home);
  const partner = done(
    await runCommand(createOrganization, home.as(), { name: "Partner", kind: "external" }),
  );
  const { api, application } = await makeKeySetOf(home);
  const asked = { api: api.id, application: application.id };
  const shown = done(await runQuery(keySetFilterOptions, home.as(), asked));
  expect(shown.apis.map(({ id }) => id)).toContain(api.id);
  expect(shown.organizations).toContainEqual({ id: partner.id, name: "Partner" });
  expect(shown.application).toMatchObject({ id: application.id });
  const ids = (groups: { id: string }[]) => groups.map(({ id }) => id);
  expect(ids(shown.groups)).toEqual(expect.arrayContaining([own.id, other.id]));
  const narrow = done(await runQuery(keySetFilterOptions, home.as(developer), asked));
  expect(ids(narrow.groups)).toEqual([own.id]);
  expect(narrow.application, "another's application has no name either").toBeNull();
});

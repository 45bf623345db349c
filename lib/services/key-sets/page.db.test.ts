/** What Workspace > Keys and a key set's page tell each reader. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/people/actor";
import { builtInRole } from "@/lib/domain/people/roles";
import { createOrganization } from "../organizations/create";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { rejectSubscription } from "../subscriptions/decline";
import { makeApi, makeGroup, makeKeySetOf } from "../testing/catalog";
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

test("the filters offer what occurs among the key sets one reaches, and to a Developer nothing of others' groups", async () => {
  const place = await makeWorkspace(hub.db);
  const developer = await place.member("developer");
  const [own, other, empty] = [
    await makeGroup(place, developer),
    await makeGroup(place),
    await makeGroup(place, developer),
  ];
  const organization = async (name: string) =>
    done(await runCommand(createOrganization, place.as(), { name, kind: "external" })).id;
  const [partner, secret, unused] = [
    await organization("Partner"),
    await organization("Secret partner"),
    await organization("Unused"),
  ];
  const mine = await makeKeySetOf(place, { application: { groupId: own.id, organizationId: partner } });
  const theirs = await makeKeySetOf(place, { application: { groupId: other.id, organizationId: secret } });
  const dropped = await makeKeySetOf(place, {
    application: { groupId: empty.id, organizationId: unused },
    approval: "manual",
  });
  done(await runCommand(rejectSubscription, place.as(), { id: dropped.subscription.id }));
  await makeApi(place);
  const offered = async (asked: object, actor: Actor = place.owner) => {
    const found = done(await runQuery(keySetFilterOptions, place.as(actor), asked));
    const ids = (named: { id: string }[]) => named.map(({ id }) => id).sort();
    const { apis, organizations, groups, application } = found;
    return { apis: ids(apis), organizations: ids(organizations), groups: ids(groups), application };
  };
  expect(await offered({ application: theirs.application.id })).toEqual({
    apis: [mine.api.id, theirs.api.id].sort(),
    organizations: [partner, secret].sort(),
    groups: [own.id, other.id].sort(),
    application: { id: theirs.application.id, name: expect.any(String) },
  });
  const narrow = {
    apis: [mine.api.id],
    organizations: [partner],
    groups: [own.id],
    // Another's application has no name either.
    application: null,
  };
  expect(await offered({ application: theirs.application.id }, developer)).toEqual(narrow);
  // What the address names is told by name to whoever may see the catalog.
  const asked = { api: theirs.api.id };
  expect((await offered(asked, developer)).apis).toEqual([mine.api.id, theirs.api.id].sort());
  const { "api:view": _, ...table } = developer.role.table;
  const blind = { ...developer, role: { ...developer.role, table } };
  expect(await offered(asked, blind)).toEqual(narrow);
});

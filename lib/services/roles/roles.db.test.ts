import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRecord } from "@/db/queries/key-records";
import { digestOf } from "@/lib/crypto/digest";
import type { Actor } from "@/lib/domain/people/actor";
import { actorMay } from "@/lib/domain/people/actor";
import { tableOf } from "@/lib/domain/people/role-table";
import { builtInRole, type HeldRole, ROLES } from "@/lib/domain/people/roles";
import { createKey } from "../access-keys/create";
import { regenerateKey } from "../access-keys/regenerate";
import { editNoticeSettings } from "../notices/edit";
import { accept } from "../people/accept-invitation";
import { changeRole } from "../people/change-role";
import { disableMember } from "../people/disable-member";
import { enableMember } from "../people/enable-member";
import { findVisitor } from "../people/find-visitor";
import { invite } from "../people/invite";
import { removeMember } from "../people/remove-member";
import { startSession } from "../people/start-session";
import { whoCanGrant } from "../people/who-can-grant";
import { createPersonal } from "../personal-keys/create";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { newcomer } from "../testing/sample";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { createRole } from "./create";
import { editRole } from "./edit";
import { listRoles } from "./list";
import { removeRole } from "./remove";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

type Permissions = Record<string, "all" | "own-group">;

async function added(name: string, permissions: Permissions, of = home): Promise<HeldRole> {
  const { role } = done(await runCommand(createRole, of.as(), { name, permissions }));
  return { slug: role, name, table: tableOf(role, permissions) };
}
const edit = (role: string, input: object, of = home) => runCommand(editRole, of.as(), { role, ...input });
const listed = async (of = home) => done(await runQuery(listRoles, of.as(), {})).roles;
const give = (userId: string, role: string, of = home, by: Actor = of.owner) =>
  runCommand(changeRole, of.as(by), { userId, role });
const lastEvent = async (of = home) => {
  const [row] = await hub.sql`select type, subject_id, before, after from events
    where workspace_id = ${of.id} order by seq desc limit 1`;
  return row;
};

describe("what a role may do", () => {
  test("counts from the next request of everybody who has it: in the browser, and through their keys", async () => {
    const role = await added("Night shift", { "access-key:view": "all", "access-key:disable": "all" });
    const person = await home.member(role);
    const { sessionId } = done(await runCommand(startSession, home.as(person), {}));
    const secret = done(
      await runCommand(createPersonal, home.as(person), { name: "Laptop", expiration: "30" }),
    ).secret!;
    const now = async () => {
      const visitor = await findVisitor(sessionId, new Date());
      const record = await findRecord(hub.db, digestOf(secret.reveal()));
      return [visitor!.role, record!.owner!.role!].map(({ table }) => table["access-key:disable"] ?? null);
    };
    expect(await now()).toEqual(["all", "all"]);
    const feed = () => hub.sql`select 1 from feed where workspace_id = ${home.id} and kind = 'key'`;
    const before = (await feed()).length;
    done(await edit(role.slug, { permissions: { "access-key:view": "all" } }));
    expect(await now()).toEqual([null, null]);
    expect((await feed()).length).toBe(before + 1);
  });

  test("is told in the audit log as what was given and what was taken, in one transaction with the change", async () => {
    const { slug } = await added("Auditor", { "audit:view": "all", "key-set:view": "own-group" });
    expect(await lastEvent()).toMatchObject({
      type: "role.created",
      subject_id: slug,
      after: { name: "Auditor", permissions: ["key-set:view (own groups)", "audit:view"] },
    });
    done(
      await edit(slug, { name: "Inspector", permissions: { "key-set:view": "all", "member:view": "all" } }),
    );
    expect(await lastEvent()).toMatchObject({
      type: "role.edited",
      before: { name: "Auditor" },
      after: {
        name: "Inspector",
        added: ["key-set:view", "member:view"],
        removed: ["key-set:view (own groups)", "audit:view"],
      },
    });
    done(await runCommand(removeRole, home.as(), { role: slug }));
    expect(await lastEvent()).toMatchObject({ type: "role.removed", before: { name: "Inspector" } });
    expect((await listed()).map((one) => one.slug)).not.toContain(slug);
  });

  test("is adjusted for a built-in role of one workspace alone, and goes back to where it began", async () => {
    const place = await makeWorkspace(hub.db);
    const viewer = async (of: TestWorkspace) => (await listed(of)).find(({ slug }) => slug === "viewer")!;
    done(await edit("viewer", { permissions: { "api:view": "all" } }, place));
    expect(await viewer(place)).toMatchObject({ builtIn: true, adjusted: true });
    expect((await viewer(place)).table).not.toHaveProperty("key-set:view");
    expect(await viewer(home)).toMatchObject({ adjusted: false, table: builtInRole("viewer").table });
    const {
      "session:own": _,
      "profile:own": _p,
      "personal-key:own": _k,
      ...began
    } = builtInRole("viewer").table;
    done(await edit("viewer", { permissions: began }, place));
    expect(await viewer(place)).toMatchObject({ adjusted: false, table: builtInRole("viewer").table });
    const [row] =
      await hub.sql`select changes from roles where workspace_id = ${place.id} and slug = 'viewer'`;
    expect(row).toEqual({ changes: {} });
  });

  test("is never the Owner's to lose, nor anybody's who would be an Owner by it", async () => {
    expect(await edit("owner", { permissions: { "audit:view": "all" } })).toMatchObject({
      code: "role-fixed",
    });
    for (const permission of ["role:edit", "workspace:edit", "key:verify", "hub:set-up", "session:own"])
      expect(await edit("admin", { permissions: { [permission]: "all" } })).toMatchObject({
        kind: "invalid",
      });
    await expect(
      hub.sql`update roles set changes = '{"audit:view": null}' where workspace_id = ${home.id} and slug = 'owner'`,
    ).rejects.toThrow("roles_owner_fixed");
    // Whatever came to stand there by other ways.
    await hub.sql`update roles set changes = '{"role:edit": "all", "audit:view": null}'
      where workspace_id = ${home.id} and slug = 'admin'`;
    const admin = (await listed()).find(({ slug }) => slug === "admin")!;
    expect(admin.table).not.toHaveProperty("role:edit");
    await hub.sql`update roles set changes = '{}' where workspace_id = ${home.id} and slug = 'admin'`;
  });

  test("makes no sense without seeing, and says what is missing", async () => {
    const answer = await runCommand(createRole, home.as(), {
      name: "Blind",
      permissions: { "key-set:suspend": "all", "key-set:view": "own-group" },
    });
    expect(answer).toMatchObject({
      kind: "invalid",
      fields: { permissions: expect.stringContaining("key-set:view") },
    });
  });

  test("includes where notices go only with all that they name in view, also where it was stored otherwise", async () => {
    const alone = { name: "Told", permissions: { "notice:edit": "all", "key-set:view": "own-group" } };
    expect(await runCommand(createRole, home.as(), alone)).toMatchObject({
      kind: "invalid",
      fields: { permissions: "notice:edit needs access-key:view." },
    });
    const narrow: Permissions = {
      "notice:edit": "all",
      "key-set:view": "own-group",
      "access-key:view": "all",
    };
    expect(await runCommand(createRole, home.as(), { ...alone, permissions: narrow })).toMatchObject({
      fields: { permissions: "notice:edit needs key-set:view everywhere." },
    });
    const told = await added("Told", { ...narrow, "key-set:view": "all" });
    const person = await home.member(told);
    const { sessionId } = done(await runCommand(startSession, home.as(person), {}));
    const point = async () => {
      const { role } = (await findVisitor(sessionId, new Date()))!;
      return runCommand(editNoticeSettings, home.as({ ...person, role }), { recipients: [person.email] });
    };
    expect(await point()).toMatchObject({ kind: "done" });
    for (const changes of [{ "notice:edit": "all" }, narrow]) {
      await hub.sql`update roles set changes = ${JSON.stringify(changes)}
        where workspace_id = ${home.id} and slug = ${told.slug}`;
      expect(await point()).toMatchObject({ kind: "refused", code: "access-denied" });
    }
  });

  test("is edited by Owners alone, who have given their password lately", async () => {
    const late = { ...home.as(), confirmedAt: new Date(Date.now() - 60 * 60_000) };
    const input = { name: "Late", permissions: { "audit:view": "all" } };
    expect(await runCommand(createRole, late, input)).toMatchObject({ code: "password-needed" });
    expect(await runCommand(createRole, home.as(await home.member("admin")), input)).toMatchObject({
      code: "access-denied",
    });
  });
});

describe("the name of a role", () => {
  test("is its own in the workspace, in whatever letters, the built-in ones' included", async () => {
    const { slug } = await added("Support desk", { "audit:view": "all" });
    expect(slug).toBe("support-desk");
    for (const name of ["SUPPORT DESK", "admin"])
      expect(
        await runCommand(createRole, home.as(), { name, permissions: { "audit:view": "all" } }),
      ).toMatchObject({ code: "role-name-taken" });
    expect(await edit(slug, { name: "Viewer" })).toMatchObject({ code: "role-name-taken" });
    done(await edit(slug, { name: "Support Desk" }));
  });
  test("of a built-in one stays", async () => {
    expect(await edit("viewer", { name: "Onlooker" })).toMatchObject({ code: "role-built-in" });
    expect(await runCommand(removeRole, home.as(), { role: "viewer" })).toMatchObject({
      code: "role-built-in",
    });
  });
});

describe("nobody comes by more than they have", () => {
  test("an Admin neither gives nor takes away a role that may do more", async () => {
    const place = await makeWorkspace(hub.db);
    const admin = { ...builtInRole("admin"), table: tableOf("admin", { "audit:view": null }) };
    const {
      "session:own": _,
      "profile:own": _p,
      "personal-key:own": _k,
      "audit:view": _a,
      ...less
    } = builtInRole("admin").table;
    const { "role:view": _r, ...rest } = less;
    done(await edit("admin", { permissions: { ...rest, "role:view": "all" } }, place));
    const by = { ...(await place.member("admin")), role: admin };
    const auditor = await added("Auditor", { "audit:view": "all" }, place);
    const viewer = await place.member("viewer");
    const held = await place.member(auditor);
    const beyond = { code: "role-beyond-yours" };
    expect(await give(viewer.id, auditor.slug, place, by)).toMatchObject(beyond);
    expect(await give(held.id, "viewer", place, by)).toMatchObject(beyond);
    for (const card of [disableMember, removeMember])
      expect(await runCommand(card, place.as(by), { userId: held.id })).toMatchObject(beyond);
    done(await runCommand(disableMember, place.as(), { userId: held.id }));
    expect(await runCommand(enableMember, place.as(by), { userId: held.id })).toMatchObject(beyond);
    const input = { email: "more@example.com", role: auditor.slug };
    expect(await runCommand(invite, place.as(by), input)).toMatchObject(beyond);
    done(await give(viewer.id, "developer", place, by));
    const who = await whoCanGrant(place.as(), "audit:view");
    expect(who.roles).toEqual(["Owner", "Auditor"]);
    expect(who.people.map(({ email }) => email)).toEqual([place.owner.email]);
  });

  test("an invitation is worth nothing once its role may do more than its maker", async () => {
    const role = await added("Grows", { "member:view": "all" });
    const admin = await home.member("admin");
    const link = async (email: string) =>
      done(await runCommand(invite, home.as(admin), { email, role: role.slug })).token!.reveal();
    const join = (token: string) =>
      runCommand(accept, newcomer(home.id), { token, name: "New", password: "a long pass phrase" });
    done(await join(await link("early@example.com")));
    const token = await link("late@example.com");
    // An adjusted Admin, so that there is something that Admins lack.
    await hub.sql`update roles set changes = '{"audit:view": null}' where workspace_id = ${home.id} and slug = 'admin'`;
    done(await edit(role.slug, { permissions: { "member:view": "all", "audit:view": "all" } }));
    expect(await join(token)).toMatchObject({ code: "invitation-over" });
    await hub.sql`update roles set changes = '{}' where workspace_id = ${home.id} and slug = 'admin'`;
  });

  test("who may create access keys makes none with scopes beyond the role, nor renews one", async () => {
    const role = await added("Key clerk", {
      "access-key:view": "all",
      "access-key:create": "all",
      "access-key:regenerate": "all",
    });
    const clerk = await home.member(role);
    const make = (scopes: string[], by?: Actor) =>
      runCommand(createKey, home.as(by), {
        name: "Orders",
        environment: "production",
        scopes,
        expiration: "90",
      });
    expect(await make(["signing-keys:write"], clerk)).toMatchObject({ code: "scope-not-held" });
    expect(await make(["keys:write"], clerk)).toMatchObject({ code: "scope-not-held" });
    done(await make(["keys:read", "keys:verify"], clerk));
    const { id } = done(await make(["signing-keys:write"]));
    expect(await runCommand(regenerateKey, home.as(clerk), { id })).toMatchObject({ code: "scope-not-held" });
  });
});

describe("a role in use", () => {
  test("cannot be removed: neither while somebody has it, nor while somebody is invited with it", async () => {
    const role = await added("Held", { "audit:view": "all" });
    const person = await home.member(role);
    const found = async () => (await listed()).find(({ slug }) => slug === role.slug)!;
    expect(await found()).toMatchObject({
      members: [{ userId: person.id, name: person.name }],
      invitations: 0,
    });
    const remove = () => runCommand(removeRole, home.as(), { role: role.slug });
    expect(await remove()).toMatchObject({ code: "role-in-use" });
    done(await give(person.id, "viewer"));
    done(await runCommand(invite, home.as(), { email: "soon@example.com", role: role.slug }));
    expect(await found()).toMatchObject({ members: [], invitations: 1 });
    expect(await remove()).toMatchObject({ code: "role-in-use" });
  });

  test("and one that does not exist can be given to nobody, whatever comes first", async () => {
    expect(await give((await home.member("viewer")).id, "made-up")).toMatchObject({ kind: "invalid" });
    await expect(
      hub.sql`update memberships set role = 'made-up' where workspace_id = ${home.id}`,
    ).rejects.toThrow(/foreign key/);
    for (let n = 0; n < 10; n++) {
      const { slug } = await added(`Raced ${n}`, { "audit:view": "all" });
      const person = await home.member("viewer");
      const [gone, given] = await Promise.all([
        runCommand(removeRole, home.as(), { role: slug }),
        give(person.id, slug),
      ]);
      expect([gone.kind, given.kind].filter((kind) => kind === "done")).toHaveLength(1);
    }
  });

  test("withdrawn of a permission does not get it back by a page that was opened before", async () => {
    const role = await added("Stale", { "audit:view": "all", "member:view": "all" });
    const seen = { "audit:view": "all", "member:view": "all" };
    done(await edit(role.slug, { permissions: { "member:view": "all" }, seen }));
    const late = { permissions: { ...seen, "role:view": "all" }, seen };
    expect(await edit(role.slug, late)).toMatchObject({ code: "changed-meanwhile" });
    done(await edit(role.slug, { ...late, seen: { "member:view": "all" } }));
  });

  test("edited by two at once ends as one of them left it, and both are in the audit log", async () => {
    const { slug } = await added("Twice", { "audit:view": "all" });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        edit(slug, { permissions: n % 2 ? { "member:view": "all" } : { "role:view": "all" } }),
      ),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(Array(10).fill("done"));
    const events = await hub.sql`select after from events
      where workspace_id = ${home.id} and subject_id = ${slug} and type = 'role.edited' order by seq`;
    // Each tells of the step from what the one before had left.
    let table = ["audit:view"];
    for (const { after } of events) {
      table = table.filter((one) => !after.removed.includes(one)).concat(after.added);
    }
    const role = (await listed()).find((one) => one.slug === slug)!;
    const actor: Actor = { ...home.owner, role };
    expect(
      ["audit:view", "member:view", "role:view"].filter((one) => actorMay(actor, one as "audit:view")),
    ).toEqual(table);
    expect(table).toHaveLength(1);
  });
});

test("every workspace begins with the five built-in roles, the most powerful first", async () => {
  const place = await makeWorkspace(hub.db);
  expect((await listed(place)).map(({ slug, adjusted }) => [slug, adjusted])).toEqual(
    ROLES.map((slug) => [slug, false]),
  );
});

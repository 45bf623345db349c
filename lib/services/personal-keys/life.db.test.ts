import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/people/actor";
import type { Role } from "@/lib/domain/people/roles";
import { loadKeyRecord } from "../gate/key-records";
import { enrolOutpost } from "../outposts/enrol";
import { removeOutpost } from "../outposts/remove";
import { reportOfOutpost } from "../outposts/report";
import { accept } from "../people/accept-invitation";
import { checkPassword } from "../people/check-password";
import { disableMember } from "../people/disable-member";
import { enableMember } from "../people/enable-member";
import { findVisitor } from "../people/find-visitor";
import { invite } from "../people/invite";
import { listPeople } from "../people/list-people";
import { removeMember } from "../people/remove-member";
import { startSession } from "../people/start-session";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { outpostReceipt } from "../testing/outpost-receipt";
import { done, makeWorkspace, openTestHub, TEST_PASSWORD, type TestWorkspace } from "../testing/workspace";
import { createPersonal } from "./create";
import { deletePersonal } from "./delete";
import { disablePersonal } from "./disable";
import { enablePersonal } from "./enable";
import { personalFirstUse } from "./first-use";
import { listPersonal } from "./list";
import { listAllPersonal } from "./list-all";
import { regeneratePersonal } from "./regenerate";
import { revokePersonal } from "./revoke";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

type Person = Actor & { kind: "user" };
const day = 86_400_000;

async function made(person: Person, name = "Laptop", expiration = "30", now?: Date) {
  const input = { name, expiration };
  const key = done(await runCommand(createPersonal, home.as(person, now), input));
  return { ...key, text: key.secret!.reveal() };
}
const owned = async (role: Role = "developer") => {
  const person = await home.member(role);
  return { person, key: await made(person) };
};
const names = async (person: Person, filter: object = {}) =>
  done(await runQuery(listPersonal, home.as(person), filter)).rows.map(({ name }) => name);

describe("a personal key", () => {
  test("belongs to whoever made it, has no scopes of its own, and stores no secret", async () => {
    const { person, key } = await owned();
    expect(key.text).toMatch(/^ks_p_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
    const [row] = await hub.sql`select * from keys where id = ${key.id}`;
    expect(row).toMatchObject({ kind: "personal", owner_id: person.id, environment: null, scopes: "{}" });
    const [event] = await hub.sql`select * from events where subject_id = ${key.id}`;
    expect(event).toMatchObject({ type: "personal-key.created", actor_id: person.id });
    expect(JSON.stringify([row, event])).not.toContain(key.text.slice(-30, -6));
  });

  test("is made for 7, 30, 60, 90, 180 or 365 days, as far as the workspace allows it", async () => {
    const now = new Date();
    const person = await home.member("viewer");
    for (const days of [7, 30, 60, 90, 180, 365]) {
      const key = await made(person, `${days} days`, String(days), now);
      expect(key.expiresAt).toBe(new Date(now.getTime() + days * day).toISOString());
    }
    for (const expiration of ["never", "1", "", undefined, 30]) {
      const answer = await runCommand(createPersonal, home.as(person), { name: "Laptop", expiration });
      expect(answer).toEqual({ kind: "invalid", fields: { expiration: "Choose when the key expires." } });
    }
    await hub.sql`update workspaces set longest_lifetime_days = 60 where id = ${home.id}`;
    try {
      const long = { name: "Long", expiration: "90" };
      expect(await runCommand(createPersonal, home.as(person), long)).toMatchObject({
        code: "lifetime-too-long",
      });
      const key = await made(person, "Short", "60");
      expect(
        await runCommand(regeneratePersonal, home.as(person), { id: key.id, expiration: "180" }),
      ).toMatchObject({ code: "lifetime-too-long" });
    } finally {
      await hub.sql`update workspaces set longest_lifetime_days = null where id = ${home.id}`;
    }
  });

  test("is disabled, enabled, regenerated and deleted by its user alone; for others it does not exist", async () => {
    const { person, key } = await owned();
    const other = await home.member("admin");
    const one = { id: key.id };
    for (const card of [disablePersonal, enablePersonal, regeneratePersonal, deletePersonal])
      expect(await runCommand(card, home.as(other), one)).toMatchObject({ code: "not-found" });
    expect(await runQuery(personalFirstUse, home.as(other), one)).toMatchObject({ code: "not-found" });

    done(await runCommand(disablePersonal, home.as(person), one));
    expect(await loadKeyRecord(key.text)).toMatchObject({ held: true });
    done(await runCommand(enablePersonal, home.as(person), one));
    expect(await loadKeyRecord(key.text)).toMatchObject({ held: false });
    const input = { ...one, expiration: "365" };
    const fresh = done(await runCommand(regeneratePersonal, home.as(person), input));
    expect(new Date(fresh.expiresAt!).getTime()).toBeGreaterThan(Date.now() + 364 * day);
    expect(await loadKeyRecord(key.text)).toMatchObject({ revokedAt: expect.any(Date) });
    done(await runCommand(deletePersonal, home.as(person), one));
    expect(await loadKeyRecord(fresh.secret!.reveal())).toBeNull();
    expect(await names(person)).toEqual([]);
  });

  test("is disabled by a Viewer with a receipt that counts the Outposts and names none", async () => {
    const { person, key } = await owned("viewer");
    const name = "Vault of the treasury";
    const { id } = done(await runCommand(enrolOutpost, home.as(), { name }));
    const reports = home.as({ kind: "outpost", id, name });
    done(await runCommand(reportOfOutpost, reports, outpostReceipt({ revision: 1_000_000 })));
    const answer = await runCommand(disablePersonal, home.as(person), { id: key.id });
    expect(answer).toMatchObject({ kind: "done", receipt: { outposts: { reported: [null], silent: [] } } });
    expect(JSON.stringify(answer)).not.toContain(name);
    done(await runCommand(removeOutpost, home.as(), { id }));
  });

  test("is not made or regenerated by a key: a thief's first wish", async () => {
    const { person, key } = await owned("owner");
    const through = home.as({ ...person, key: key.publicId });
    const refused = { kind: "refused", code: "not-by-key" };
    expect(await runCommand(createPersonal, through, { name: "More", expiration: "365" })).toMatchObject(
      refused,
    );
    expect(await runCommand(regeneratePersonal, through, { id: key.id })).toMatchObject(refused);
    expect(done(await runQuery(listPersonal, through, {})).total).toBe(1);
  });

  test("an Owner or Admin sees everybody's and revokes one; nobody else does", async () => {
    const { person, key } = await owned("owner");
    const admin = await home.member("admin");
    const all = done(await runQuery(listAllPersonal, home.as(admin), { sort: "created", order: "desc" }));
    expect(all.rows[0]).toMatchObject({
      id: key.id,
      member: {
        userId: person.id,
        name: person.name,
        email: person.email,
        role: "owner",
        roleName: "Owner",
        disabled: false,
      },
    });
    const input = { id: key.id, reason: "leaked" };
    for (const role of ["developer", "consumer", "viewer"] as const) {
      const as = home.as(await home.member(role));
      expect(await runQuery(listAllPersonal, as, {})).toMatchObject({ code: "access-denied" });
      expect(await runCommand(revokePersonal, as, input)).toMatchObject({ code: "access-denied" });
    }
    done(await runCommand(revokePersonal, home.as(admin), input));
    expect(done(await runQuery(listPersonal, home.as(person), {})).rows[0]).toMatchObject({
      status: "revoked",
      moves: { regenerate: "key-revoked", delete: null },
    });
  });

  test("the table is sorted by name, created, expires, last used and status, and paged", async () => {
    const person = await home.member("consumer");
    const ago = (days: number) => new Date(Date.now() - days * day);
    await made(person, "b old", "365", ago(30));
    await made(person, "a over", "7", ago(20));
    const off = await made(person, "C new", "30", ago(1));
    done(await runCommand(disablePersonal, home.as(person), { id: off.id }));
    await hub.sql`update keys set last_used_at = now() where id = ${off.id}`;
    expect(await names(person)).toEqual(["C new", "a over", "b old"]);
    const asc = (sort: string) => names(person, { sort, order: "asc" });
    expect(await asc("name")).toEqual(["a over", "b old", "C new"]);
    expect(await asc("expires")).toEqual(["a over", "C new", "b old"]);
    expect((await asc("lastUsed")).at(-1)).toBe("C new");
    expect(await asc("status")).toEqual(["b old", "C new", "a over"]);
    expect(await names(person, { sort: "name", order: "asc", page: 2, size: 10 })).toEqual([]);
    expect(await names(person, { sort: "nonsense", size: "7", page: -1 })).toHaveLength(3);
  });
});

describe("a member who is disabled", () => {
  test("loses sessions, sign-in and keys, and gets keys and sign-in back", async () => {
    const { person, key } = await owned();
    const { sessionId } = done(await runCommand(startSession, home.as(person), {}));
    expect(await checkPassword(person.email, TEST_PASSWORD)).toMatchObject({ id: person.id });
    const { receipt } = (await runCommand(disableMember, home.as(), { userId: person.id })) as {
      receipt: unknown;
    };
    expect(receipt).not.toBeNull();
    expect(await findVisitor(sessionId, new Date())).toBeNull();
    expect(await checkPassword(person.email, TEST_PASSWORD)).toBeNull();
    expect(await loadKeyRecord(key.text)).toMatchObject({ held: true });
    const rows = await hub.sql`select source from holds where key_id = ${key.id}`;
    expect([...rows]).toEqual([{ source: "user_disabled" }]);
    expect(await runCommand(disableMember, home.as(), { userId: person.id })).toMatchObject({
      code: "member-disabled",
    });

    done(await runCommand(enableMember, home.as(), { userId: person.id }));
    expect(await loadKeyRecord(key.text)).toMatchObject({ held: false });
    expect(await checkPassword(person.email, TEST_PASSWORD)).toMatchObject({ id: person.id });
    expect(await findVisitor(sessionId, new Date())).toBeNull();
    expect(await runCommand(enableMember, home.as(), { userId: person.id })).toMatchObject({
      code: "member-not-disabled",
    });
    const told =
      await hub.sql`select type from events where workspace_id = ${home.id} order by seq desc limit 4`;
    expect(told.map(({ type }) => type)).toEqual([
      "personal-key.enabled",
      "member.enabled",
      "personal-key.disabled",
      "member.disabled",
    ]);
  });

  test("is never oneself, an Admin's Owner, or the last Owner", async () => {
    const house = await makeWorkspace(hub.db);
    const admin = await house.member("admin");
    const disable = (actor: Actor, userId: string) => runCommand(disableMember, house.as(actor), { userId });
    expect(await disable(house.owner, house.owner.id)).toMatchObject({ code: "not-yourself" });
    expect(await disable(admin, house.owner.id)).toMatchObject({ code: "owner-only" });
    const second = await house.member("owner");
    done(await disable(second, house.owner.id));
    expect(await disable(house.owner, second.id)).toMatchObject({ code: "last-owner" });
    expect(await runCommand(removeMember, house.as(house.owner), { userId: second.id })).toMatchObject({
      code: "last-owner",
    });
    // The disabled one does not keep the workspace, so it may go.
    done(await runCommand(removeMember, house.as(second), { userId: house.owner.id }));
  });

  test("cannot make a key, and the invitations of a disabled Admin are worth nothing", async () => {
    const admin = await home.member("admin");
    const { token } = done(
      await runCommand(invite, home.as(admin), { email: "guest@example.com", role: "viewer" }),
    );
    done(await runCommand(disableMember, home.as(), { userId: admin.id }));
    expect(await runCommand(createPersonal, home.as(admin), { name: "X", expiration: "7" })).toMatchObject({
      code: "access-denied",
    });
    const as = home.as({ kind: "newcomer", email: "guest@example.com" });
    const input = { token: token!.reveal(), name: "Guest", password: "a long pass phrase" };
    expect(await runCommand(accept, as, input)).toMatchObject({ code: "invitation-over" });
  });
});

describe("a member who is removed", () => {
  test("loses every key for good, and coming back brings none of them back", async () => {
    const { person, key } = await owned();
    const off = await made(person, "Off");
    done(await runCommand(disablePersonal, home.as(person), { id: off.id }));
    done(await runCommand(disableMember, home.as(), { userId: person.id }));
    expect(
      done(await runQuery(listPeople, home.as(), {})).members.find(({ userId }) => userId === person.id),
    ).toMatchObject({ personalKeys: 2, disabledAt: expect.any(Date) });
    done(await runCommand(removeMember, home.as(), { userId: person.id }));
    const rows = await hub.sql`
      select revoke_reason from key_versions v join keys k on k.id = v.key_id where k.owner_id = ${person.id}`;
    expect(rows.map(({ revoke_reason }) => revoke_reason)).toEqual(["owner_left", "owner_left"]);
    expect(
      await hub.sql`
      select 1 from holds h join keys k on k.id = h.key_id
      where k.owner_id = ${person.id} and h.source = 'user_disabled'`,
    ).toHaveLength(0);
    await hub.sql`insert into memberships (workspace_id, user_id, role, created_at)
      values (${home.id}, ${person.id}, 'developer', now())`;
    for (const text of [key.text, off.text])
      expect(await loadKeyRecord(text)).toMatchObject({ revokedAt: expect.any(Date) });
    expect(await runCommand(regeneratePersonal, home.as(person), { id: key.id })).toMatchObject({
      code: "key-revoked",
    });
  });

  test("beside a key that is just being made, leaves none that lives", async () => {
    for (let turn = 0; turn < 10; turn++) {
      const person = await home.member("developer");
      const [creation] = await Promise.all([
        runCommand(createPersonal, home.as(person), { name: "Race", expiration: "30" }),
        runCommand(removeMember, home.as(), { userId: person.id }),
      ]);
      expect(["done", "refused"]).toContain(creation.kind);
      const live = await hub.sql`
        select 1 from key_versions v join keys k on k.id = v.key_id
        where k.owner_id = ${person.id} and v.revoked_at is null`;
      expect(live).toHaveLength(0);
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { done, makeWorkspace, openTestHub, TEST_PASSWORD, type TestWorkspace } from "../testing/workspace";
import { setPassword } from "./change-password";
import { changeRole } from "./change-role";
import { checkPassword } from "./check-password";
import { confirmOwnPassword } from "./confirm-password";
import { changeProfile } from "./edit-profile";
import { endOtherSessions } from "./end-other-sessions";
import { endSession } from "./end-session";
import { findVisitor } from "./find-visitor";
import { invite } from "./invite";
import { listSessions } from "./list-sessions";
import { removeMember } from "./remove-member";
import { noteSeen } from "./session-seen";
import { startSession } from "./start-session";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

type Person = TestWorkspace["owner"];
const minutes = (count: number) => count * 60_000;
const at = (ms: number) => new Date(Date.now() + ms);
const enter = async (person: Person) => done(await runCommand(startSession, home.as(person), {})).sessionId;
/** As the person acts in that session. */
const within = async (person: Person, sessionId: string, now = new Date()) => {
  const { confirmedAt } = (await findVisitor(sessionId, now))!;
  return { ...home.as(person, now), sessionId, confirmedAt };
};
const lives = async (sessionId: string) => (await findVisitor(sessionId, new Date())) !== null;
const throughKey = (person: Person): Person => ({ ...person, key: "4f2KxQ81bZr0Tn3c" });

describe("a profile", () => {
  test("keeps what a change leaves out, and tells the audit log before and after", async () => {
    const person = await home.member("viewer");
    done(await runCommand(changeProfile, home.as(person), { timeZone: "Europe/Vienna" }));
    done(await runCommand(changeProfile, home.as(person), { confirmSeconds: 0 }));
    const value = done(await runCommand(changeProfile, home.as(person), { name: "Vera" }));
    expect(value).toEqual({ name: "Vera", timeZone: "Europe/Vienna", confirmSeconds: 0 });
    const session = await enter(person);
    expect(await findVisitor(session, new Date())).toMatchObject(value);
    const [event] = await hub.sql`
      select before, after from events where subject_id = ${person.id} and type = 'profile.edited'
      order by seq desc limit 1`;
    expect(event).toMatchObject({ before: { name: "The viewer" }, after: { name: "Vera" } });
  });
  test.each([
    { timeZone: "Europe/Atlantis" },
    { timeZone: "+02:00" },
    { timeZone: "Europe/Vienna\u0000" },
    { confirmSeconds: 3 },
    { name: " " },
    {},
  ])("refuses %j", async (input) => {
    expect((await runCommand(changeProfile, home.as(), input)).kind).toBe("invalid");
  });
});

describe("a new password", () => {
  test("takes the old one's place, ends every other session and keeps this one", async () => {
    const person = await home.member("developer");
    const [mine, lost] = [await enter(person), await enter(person)];
    const ctx = await within(person, mine);
    const password = "a new one with gulls";
    expect(done(await runCommand(setPassword, ctx, { current: TEST_PASSWORD, password }))).toEqual({
      ended: 1,
    });
    expect([await lives(mine), await lives(lost)]).toEqual([true, false]);
    expect(await checkPassword(person.email, TEST_PASSWORD)).toBeNull();
    expect(await checkPassword(person.email, password)).toMatchObject({ id: person.id });
  });
  test("is refused to whoever does not know the old one, and changes nothing", async () => {
    const person = await home.member("developer");
    const lost = await enter(person);
    const wrong = { current: "not the password", password: "a new one with gulls" };
    expect(await runCommand(setPassword, home.as(person), wrong)).toMatchObject({
      kind: "invalid",
      fields: { current: "That is not your password." },
    });
    expect(await lives(lost)).toBe(true);
    expect(await checkPassword(person.email, TEST_PASSWORD)).not.toBeNull();
  });
  test("is not to be had through a personal key, nor is anything else of the account", async () => {
    const ctx = home.as(throughKey(await home.member("admin")));
    const input = { current: TEST_PASSWORD, password: "a new one with gulls" };
    for (const answer of [
      await runCommand(setPassword, ctx, input),
      await runCommand(changeProfile, ctx, { name: "Thief" }),
      await runCommand(confirmOwnPassword, ctx, { password: TEST_PASSWORD }),
      await runCommand(endOtherSessions, ctx, {}),
    ])
      expect(answer).toMatchObject({ kind: "refused", code: "access-denied" });
  });
});

describe("sessions", () => {
  test("are listed with where they came from; ended ones and those of others are not", async () => {
    const person = await home.member("viewer");
    const [mine, other, ended] = [await enter(person), await enter(person), await enter(person)];
    await enter(home.owner);
    done(await runCommand(endSession, home.as(person), { id: ended }));
    const list = done(await runQuery(listSessions, await within(person, mine), {}));
    expect(list.map(({ id, current }) => [id, current])).toEqual(
      expect.arrayContaining([
        [mine, true],
        [other, false],
      ]),
    );
    expect(list).toHaveLength(2);
    expect(list[0]).toMatchObject({ ip: "203.0.113.9", browser: "test" });
    expect(done(await runQuery(listSessions, home.as(person, at(minutes(60 * 24 * 8))), {}))).toEqual([]);
  });
  test("all others end at once, and nobody else's", async () => {
    const person = await home.member("viewer");
    const strangers = await enter(home.owner);
    const [mine, one, two] = [await enter(person), await enter(person), await enter(person)];
    const ctx = await within(person, mine);
    expect(done(await runCommand(endOtherSessions, ctx, {}))).toEqual({ ended: 2 });
    expect(await Promise.all([mine, strangers, one, two].map(lives))).toEqual([true, true, false, false]);
  });
  test("are noted as seen at most once a minute", async () => {
    const person = await home.member("viewer");
    const sessionId = await enter(person);
    const seen = async () => (await findVisitor(sessionId, new Date()))!.lastSeenAt.getTime();
    const started = await seen();
    /** Notes it at each of these instants; the last one that was written, once it is the awaited one. */
    const note = async (awaited: number, ...instants: number[]) => {
      for (const ms of instants)
        noteSeen((await findVisitor(sessionId, new Date()))!, new Date(started + ms));
      await expect.poll(async () => (await seen()) - started, { timeout: 5_000 }).toBe(awaited);
    };
    await note(60_000, 59_999, 60_000);
    await note(130_000, 60_001, 119_999, 130_000);
    await hub.sql`select pg_sleep(0.1)`;
    expect((await seen()) - started).toBe(130_000);
  });
});

describe("what only an Owner does", () => {
  const longAgo = async (sessionId: string) =>
    hub.sql`update sessions set confirmed_at = confirmed_at - interval '10 minutes' where id = ${sessionId}`;

  test("asks for the password again ten minutes after it was given, and goes on once it was", async () => {
    const member = await home.member("viewer");
    const promoted = { userId: member.id, role: "owner" };
    const session = await enter(home.owner);
    await longAgo(session);
    const act = async () => runCommand(changeRole, await within(home.owner, session), promoted);
    expect(await act()).toMatchObject({ kind: "refused", code: "password-needed" });
    const confirm = async (password: string) =>
      runCommand(confirmOwnPassword, await within(home.owner, session), { password });
    expect(await confirm("not the password")).toMatchObject({ code: "password-wrong" });
    expect(await act()).toMatchObject({ code: "password-needed" });
    done(await confirm(TEST_PASSWORD));
    done(await act());
  });
  test("is making, unmaking, inviting and removing an Owner; what concerns others is not", async () => {
    const session = await enter(home.owner);
    await longAgo(session);
    const ctx = await within(home.owner, session);
    const [second, viewer] = [await home.member("owner"), await home.member("viewer")];
    const code = "password-needed";
    expect(await runCommand(changeRole, ctx, { userId: second.id, role: "admin" })).toMatchObject({ code });
    expect(await runCommand(removeMember, ctx, { userId: second.id })).toMatchObject({ code });
    const boss = { email: "boss@example.com", role: "owner" };
    expect(await runCommand(invite, ctx, boss)).toMatchObject({ code });
    done(await runCommand(changeRole, ctx, { userId: viewer.id, role: "developer" }));
    done(await runCommand(invite, ctx, { ...boss, role: "admin" }));
    done(await runCommand(removeMember, ctx, { userId: viewer.id }));
  });
  test("is closed to the personal key of an Owner", async () => {
    const viewer = await home.member("viewer");
    const ctx = { ...home.as(throughKey(home.owner)), confirmedAt: null };
    expect(await runCommand(changeRole, ctx, { userId: viewer.id, role: "owner" })).toMatchObject({
      code: "password-needed",
    });
  });
  test("counts for the session in which the password was given, and no other", async () => {
    const [here, there] = [await enter(home.owner), await enter(home.owner)];
    for (const session of [here, there]) await longAgo(session);
    done(await runCommand(confirmOwnPassword, await within(home.owner, here), { password: TEST_PASSWORD }));
    const viewer = await home.member("viewer");
    const promoted = { userId: viewer.id, role: "owner" };
    expect(await runCommand(changeRole, await within(home.owner, there), promoted)).toMatchObject({
      code: "password-needed",
    });
    done(await runCommand(changeRole, await within(home.owner, here), promoted));
  });
});

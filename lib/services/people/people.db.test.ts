import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { contextOf, done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { accept } from "./accept-invitation";
import { changeRole } from "./change-role";
import { checkPassword } from "./check-password";
import { endSession } from "./end-session";
import { findInvitation } from "./find-invitation";
import { findVisitor } from "./find-visitor";
import { invite } from "./invite";
import { listPeople } from "./list-people";
import { removeMember } from "./remove-member";
import { startSession } from "./start-session";
import { withdrawInvitation } from "./withdraw-invitation";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const password = "correct horse battery";
async function invited(email: string, role = "viewer") {
  const { token, id } = done(await runCommand(invite, home.as(), { email, role }));
  return { id, token: token!.reveal() };
}
const join = (token: string, email: string, patch: object = {}) =>
  runCommand(accept, contextOf(home.id, { kind: "newcomer", email }, new Date()), {
    token,
    name: "New",
    password,
    ...patch,
  });

describe("an invitation", () => {
  test("lets its holder join once, with the role it names", async () => {
    const { token } = await invited("new@example.com", "developer");
    expect(await findInvitation(token, new Date())).toMatchObject({
      email: "new@example.com",
      role: { slug: "developer", name: "Developer", description: "" },
      hasAccount: false,
    });
    done(await join(token, "new@example.com"));
    expect(await join(token, "new@example.com")).toMatchObject({ kind: "refused", code: "invitation-over" });
    const people = done(await runQuery(listPeople, home.as(), {}));
    expect(people.members.find((member) => member.email === "new@example.com")).toMatchObject({
      role: "developer",
    });
    expect(await checkPassword("NEW@example.com", password)).toMatchObject({ role: { slug: "developer" } });
    expect(await checkPassword("new@example.com", "wrong horse battery")).toBeNull();
  });
  test("withdrawn or expired is worth nothing", async () => {
    const one = await invited("late@example.com");
    done(await runCommand(withdrawInvitation, home.as(), { id: one.id }));
    expect(await join(one.token, "late@example.com")).toMatchObject({ code: "invitation-over" });
    const two = await invited("late@example.com");
    expect(await findInvitation(two.token, new Date(Date.now() + 8 * 86_400_000))).toBeNull();
  });
  test("for somebody with an account asks for that account's password", async () => {
    const away = await makeWorkspace(hub.db);
    const { token } = done(await runCommand(invite, away.as(), { email: "new@example.com", role: "admin" }));
    const ctx = contextOf(away.id, { kind: "newcomer", email: "new@example.com" }, new Date());
    expect(
      await runCommand(accept, ctx, { token: token!.reveal(), name: "X", password: "not their password" }),
    ).toMatchObject({ code: "invitation-for-another" });
    done(await runCommand(accept, ctx, { token: token!.reveal(), name: "X", password }));
  });
  test("accepted twice at one moment through two links makes one account, and the other is told", async () => {
    const away = await makeWorkspace(hub.db);
    const links = await Promise.all(
      [home, away].map(async (place) => {
        const { token } = done(
          await runCommand(invite, place.as(), { email: "twice@example.com", role: "viewer" }),
        );
        return { place, token: token!.reveal() };
      }),
    );
    const answers = await Promise.all(
      links.map(({ place, token }) =>
        runCommand(
          accept,
          contextOf(place.id, { kind: "newcomer", email: "twice@example.com" }, new Date()),
          { token, name: "Twice", password },
        ),
      ),
    );
    for (const answer of answers) expect(["done", "refused"]).toContain(answer.kind);
    expect(answers.filter((answer) => answer.kind === "done").length).toBeGreaterThanOrEqual(1);
    expect(await hub.sql`select count(*)::int as n from users where email = 'twice@example.com'`).toEqual([
      { n: 1 },
    ]);
  });
  test("is worth nothing once its maker was removed or may no longer give that role", async () => {
    const admin = await home.member("admin");
    const link = async (role: string) => {
      const { token } = done(await runCommand(invite, home.as(admin), { email: "left@example.com", role }));
      return token!.reveal();
    };
    const first = await link("viewer");
    done(await runCommand(changeRole, home.as(), { userId: admin.id, role: "viewer" }));
    expect(await join(first, "left@example.com")).toMatchObject({ code: "invitation-over" });
    done(await runCommand(changeRole, home.as(), { userId: admin.id, role: "admin" }));
    done(await runCommand(removeMember, home.as(), { userId: admin.id }));
    expect(await join(first, "left@example.com")).toMatchObject({ code: "invitation-over" });
  });
  test("to an Owner's seat comes from an Owner alone", async () => {
    const ctx = home.as(await home.member("admin"));
    expect(await runCommand(invite, ctx, { email: "boss@example.com", role: "owner" })).toMatchObject({
      code: "owner-only",
    });
  });
});

describe("roles and sessions count from the next request", () => {
  test("a changed role, a removed member and an ended session", async () => {
    const member = await home.member("viewer");
    const ctx = home.as(member);
    const { sessionId } = done(await runCommand(startSession, ctx, {}));
    const visitor = () => findVisitor(sessionId, new Date());
    expect(await visitor()).toMatchObject({ role: { slug: "viewer" } });
    done(await runCommand(changeRole, home.as(), { userId: member.id, role: "admin" }));
    expect(await visitor()).toMatchObject({ role: { slug: "admin" } });
    done(await runCommand(removeMember, home.as(), { userId: member.id }));
    expect(await visitor()).toBeNull();
    await hub.sql`insert into memberships values (${home.id}, ${member.id}, 'viewer', now())`;
    expect(await visitor(), "the old session stays ended when the person is invited again").toBeNull();
    const other = done(await runCommand(startSession, home.as(), {}));
    done(await runCommand(endSession, home.as(), { id: other.sessionId }));
    expect(await findVisitor(other.sessionId, new Date())).toBeNull();
    expect(
      await findVisitor(
        done(await runCommand(startSession, home.as(), {})).sessionId,
        new Date(Date.now() + 8 * 86_400_000),
      ),
    ).toBeNull();
  });
  test("nobody ends a stranger's session", async () => {
    const { sessionId } = done(await runCommand(startSession, home.as(), {}));
    expect(
      await runCommand(endSession, home.as(await home.member("admin")), { id: sessionId }),
    ).toMatchObject({ code: "not-found" });
  });
});

test("two Owners who demote each other at once leave one of them in place", async () => {
  for (let round = 0; round < 10; round++) {
    const place = await makeWorkspace(hub.db);
    const second = await place.member("owner");
    const answers = await Promise.all([
      runCommand(changeRole, place.as(), { userId: second.id, role: "viewer" }),
      runCommand(changeRole, place.as(second), { userId: place.owner.id, role: "viewer" }),
    ]);
    expect(answers.filter((answer) => answer.kind === "done")).toHaveLength(1);
    expect(answers.find((answer) => answer.kind === "refused")).toMatchObject({ code: "last-owner" });
  }
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "@/lib/crypto/passwords";
import { ALLOWANCES } from "@/lib/domain/limits/sign-in";
import type { Context } from "../context";
import { runCommand } from "../run-command";
import { done, makeWorkspace, openTestHub } from "../testing/workspace";
import { type Attempt, countWrongLink, withinAllowance } from "./attempts";
import { setPassword } from "./change-password";
import { confirmOwnPassword } from "./confirm-password";
import { knownDevice, noteDevice } from "./known-device";
import { startSession } from "./start-session";

let hub: Awaited<ReturnType<typeof openTestHub>>;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
beforeEach(async () => {
  await hub.sql`delete from rate_buckets`;
});

const startMs = Date.parse("2026-03-01T12:00:00Z");
const minute = 60_000;
const holder = "olive@example.com";
const note = noteDevice(null, holder);

const from = (address: string, email = holder, kept: string | null = null): Attempt => ({
  kind: "stranger",
  email,
  address,
  note: kept,
});

/** "in", "wrong", or "limited". */
async function attempt(by: Attempt, good: boolean, atMs = startMs) {
  const result = await withinAllowance(
    by,
    new Date(atMs),
    async () => good,
    (right) => !right,
  );
  return result === null ? "limited" : result ? "in" : "wrong";
}

async function failUntilLimited(by: (n: number) => Attempt, most: number, atMs = startMs) {
  for (let n = 0; n < most; n++) if ((await attempt(by(n), false, atMs)) === "limited") return n;
  return most;
}

describe("a stranger who hammers an account", () => {
  test("is limited after a handful of failures, and learns nothing from a right guess then", async () => {
    expect(await failUntilLimited(() => from("192.0.2.1"), 50)).toBe(ALLOWANCES.addressAtAccount.capacity);
    expect(await attempt(from("192.0.2.1"), true)).toBe("limited");
  });

  test("fares the same at an account that does not exist", async () => {
    const known = await failUntilLimited(() => from("192.0.2.1", holder), 50);
    const unknown = await failUntilLimited(() => from("192.0.2.2", "nobody@example.com"), 50);
    expect(unknown).toBe(known);
  });

  test("gets no further with a crowd at one moment", async () => {
    const crowd = Array.from({ length: 40 }, () => attempt(from("192.0.2.1"), false));
    const heard = (await Promise.all(crowd)).filter((one) => one !== "limited");
    expect(heard).toHaveLength(ALLOWANCES.addressAtAccount.capacity);
  });

  test("from two hundred addresses has a bounded number of tries beyond the first of each", async () => {
    let second = 0;
    for (let n = 0; n < 200; n++) {
      await attempt(from(`10.0.0.${n}`), false);
      if ((await attempt(from(`10.0.0.${n}`), false)) !== "limited") second += 1;
    }
    expect(second).toBeLessThanOrEqual(ALLOWANCES.account.capacity);
  });

  test("does not keep the holder out: neither at a known browser, nor at a new one elsewhere", async () => {
    for (let n = 0; n < 100; n++) await failUntilLimited(() => from(`10.0.1.${n}`), 10);
    expect(await attempt(from("10.0.1.1", holder, note), true)).toBe("in");
    expect(await attempt(from("198.51.100.9"), true)).toBe("in");
  });

  test("at the holder's own address does not keep a known browser out", async () => {
    await failUntilLimited((n) => from("192.0.2.1", `p${n}@example.com`), 400);
    await failUntilLimited(() => from("192.0.2.1"), 10);
    expect(await attempt(from("192.0.2.1"), true)).toBe("limited");
    expect(await attempt(from("192.0.2.1", holder, note), true)).toBe("in");
  });

  test("is heard again after a while", async () => {
    await failUntilLimited(() => from("192.0.2.1"), 10);
    expect(await attempt(from("192.0.2.1"), false, startMs + minute)).toBe("limited");
    expect(await attempt(from("192.0.2.1"), false, startMs + 4 * minute)).toBe("wrong");
  });
});

describe("one address", () => {
  test("that tries many accounts is limited for all of them", async () => {
    const heard = await failUntilLimited((n) => from("192.0.2.1", `person${n}@example.com`), 400);
    expect(heard).toBe(ALLOWANCES.addressFirst.capacity);
  });

  test("in IPv6 is the whole network that one household has", async () => {
    await failUntilLimited((n) => from(`2001:db8:1:2::${n}`), 10);
    expect(await attempt(from("2001:db8:1:2:ffff::1"), false)).toBe("limited");
    expect(await attempt(from("2001:db8:1:3::1"), false)).toBe("wrong");
  });
});

describe("good tries", () => {
  test("never count, however many", async () => {
    for (let n = 0; n < 50; n++) expect(await attempt(from("192.0.2.1"), true)).toBe("in");
    expect(await hub.sql`select * from rate_buckets where level > 0`).toEqual([]);
  });

  test("nor does one whose check broke off", async () => {
    const broken = () => Promise.reject(new Error("the database is away"));
    for (let n = 0; n < 20; n++)
      await expect(
        withinAllowance(from("192.0.2.1"), new Date(startMs), broken, () => true),
      ).rejects.toThrow();
    expect(await attempt(from("192.0.2.1"), true)).toBe("in");
  });
});

test("a session that confirms its password has an allowance of its own", async () => {
  const session = (sessionId: string): Attempt => ({ kind: "session", sessionId });
  expect(await failUntilLimited(() => session("a"), 30)).toBe(ALLOWANCES.session.capacity);
  expect(await attempt(session("b"), true)).toBe("in");
});

test("guessing at one's own password from an open session ends soon, and a good one is not counted", async () => {
  const home = await makeWorkspace(hub.db);
  const own = done(await runCommand(startSession, home.as(), {})).sessionId;
  const password = "correct horse battery";
  await hub.sql`update users set password_hash = ${await hashPassword(password)} where id = ${home.owner.id}`;
  const ctx = { ...home.as(), sessionId: own };
  const confirm = (given: string) => runCommand(confirmOwnPassword, ctx, { password: given });
  for (let n = 0; n < 15; n++) expect((await confirm(password)).kind).toBe("done");
  const codes: string[] = [];
  for (let n = 0; n < 12; n++) {
    const answer = n % 2 ? await confirm("a wrong one here") : await change(ctx, "a wrong one here");
    codes.push(answer.kind === "refused" ? answer.code : answer.kind);
  }
  expect(codes.filter((code) => code !== "too-many-attempts")).toHaveLength(ALLOWANCES.session.capacity);
  expect(await confirm(password)).toMatchObject({ code: "too-many-attempts" });
});

const change = (ctx: Context, current: string) =>
  runCommand(setPassword, ctx, { current, password: "another long pass phrase" });

test("wrong links are told so until there were too many from an address", async () => {
  const told = [];
  for (let n = 0; n < 70; n++) told.push(await countWrongLink("192.0.2.1", new Date(startMs)));
  expect(told.filter(Boolean)).toHaveLength(ALLOWANCES.link.capacity);
  expect(await countWrongLink("192.0.2.2", new Date(startMs))).toBe(true);
});

test("the database keeps no email", async () => {
  await attempt(from("192.0.2.1"), false);
  const names = (await hub.sql`select name from rate_buckets`).map((row) => String(row.name));
  expect(names.length).toBe(3);
  expect(names.join()).not.toMatch(/olive|example/);
});

describe("a browser's note", () => {
  test("is good for the accounts that were signed in to, and for no other", () => {
    const both = noteDevice(note, "adam@example.com");
    expect(knownDevice(both, holder)).toBe(knownDevice(note, "OLIVE@example.com"));
    expect(knownDevice(both, "adam@example.com")).not.toBeNull();
    expect(knownDevice(both, "vera@example.com")).toBeNull();
  });

  test("keeps its name for an account, and the last four accounts", () => {
    expect(knownDevice(noteDevice(note, holder), holder)).toBe(knownDevice(note, holder));
    const crowded = ["a@x.de", "b@x.de", "c@x.de", "d@x.de"].reduce(noteDevice, note as string | null);
    expect(knownDevice(crowded, holder)).toBeNull();
    expect(knownDevice(crowded, "a@x.de")).not.toBeNull();
  });

  test.each([
    ["made up", `${"0".repeat(36)}.${"A".repeat(43)}`],
    ["with another's name", note.replace(/^./, (first) => (first === "0" ? "1" : "0"))],
    ["cut", note.slice(0, -1)],
    ["no note", "~~..~"],
    ["enormous", "x".repeat(100_000)],
  ])("is worth nothing %s", (_, text) => {
    expect(knownDevice(text, holder)).toBeNull();
  });
});

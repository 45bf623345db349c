import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callers, usage } from "@/db/schema";
import { Secret } from "@/lib/domain/secret";
import { keyHistory } from "../keys/history";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { contextOf, done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { createKey } from "./create";
import { deleteKey } from "./delete";
import { disableKey } from "./disable";
import { endOverlap } from "./end-overlap";
import { getAccessKey } from "./get";
import { listKeyHistory } from "./histories";
import { listAccessKeys } from "./list";
import { regenerateKey } from "./regenerate";
import { revokeKey } from "./revoke";
import { rollBack } from "./roll-back";
import { rotateKey } from "./rotate";
import { rotateOwnKey } from "./rotate-itself";
import { keyRotation } from "./rotation";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db, ["orders:write"]);
});
afterAll(() => hub.close());

const hours = (n: number, from = new Date()) => new Date(from.getTime() + n * 3_600_000);
const input = { name: "Orders", environment: "production", scopes: ["orders:write"], expiration: "90" };
const make = async (patch: object = {}) =>
  done(await runCommand(createKey, home.as(), { ...input, ...patch }));
const read = async (id: string, now = new Date()) =>
  done(await runQuery(getAccessKey, home.as(home.owner, now), { id }));
const versions = async (id: string, now?: Date) =>
  (await read(id, now)).versions.map(({ generation, status, latest }) => [generation, status, latest]);
const robot = (id: string, scopes: string[]) =>
  home.as({ kind: "key", id, publicId: "p", name: "Robot", scopes });
const expiryCopy = async (id: string) => {
  const [row] = await hub.sql`select expires_at from keys where id = ${id}`;
  return row!.expires_at === null ? null : new Date(row!.expires_at);
};

describe("a rotation", () => {
  test("gives a new secret beside the old one, which retires when the overlap is over", async () => {
    const key = await make();
    const now = new Date();
    const fresh = done(await runCommand(rotateKey, home.as(home.owner, now), { id: key.id, overlap: 48 }));
    expect(fresh).toMatchObject({
      id: key.id,
      expiresAt: key.expiresAt,
      secret: expect.any(Secret),
      previous: { publicId: key.publicId, retiresAt: hours(48, now).toISOString() },
    });
    expect(fresh.secret!.reveal()).not.toBe(key.secret!.reveal());
    expect(await versions(key.id)).toEqual([
      [2, "active", true],
      [1, "active", false],
    ]);
    expect(await versions(key.id, hours(48, now))).toEqual([
      [2, "active", true],
      [1, "revoked", false],
    ]);
  });

  test.each([
    ["7 days where nothing is said", {}, 168],
    ["an hour at least", { overlap: 1 }, 1],
    ["30 days at most", { overlap: 720 }, 720],
    ["no end of its own", { overlap: "until-ended" }, null],
  ])("has %s", async (_, patch, overlap) => {
    const { id } = await make();
    const now = new Date();
    const { previous } = done(await runCommand(rotateKey, home.as(home.owner, now), { id, ...patch }));
    expect(previous.retiresAt).toBe(overlap === null ? null : hours(overlap, now).toISOString());
  });

  test("says that the old secret ends with its own expiry, where that comes before the overlap is over", async () => {
    const key = await make({ expiration: "30" });
    const now = new Date(new Date(key.expiresAt!).getTime() - 24 * 3_600_000);
    const change = { id: key.id, overlap: 168, expiration: "90" };
    const { previous } = done(await runCommand(rotateKey, home.as(home.owner, now), change));
    expect(previous.retiresAt).toBe(key.expiresAt);
  });

  test.each([[0], [721], [1.5], ["48"], ["for-ever"], [null]])(
    "of %s hours is sent back",
    async (overlap) => {
      const { id } = await make();
      expect(await runCommand(rotateKey, home.as(), { id, overlap })).toMatchObject({
        kind: "invalid",
        fields: { overlap: expect.stringContaining("720") },
      });
    },
  );

  test("gives the new version another expiry where one is chosen, and a roll back brings the old one back", async () => {
    const key = await make({ expiration: "30" });
    expect(
      done(await runCommand(rotateKey, home.as(), { id: key.id, expiration: "never" })).expiresAt,
    ).toBeNull();
    expect(await expiryCopy(key.id)).toBeNull();
    done(await runCommand(rollBack, home.as(), { id: key.id }));
    expect((await expiryCopy(key.id))?.toISOString()).toBe(key.expiresAt);
    const { expiresAt } = await read(key.id);
    expect(expiresAt?.toISOString()).toBe(key.expiresAt);
  });

  test("keeps a suspension, and waits for an expired or revoked key to be something else", async () => {
    const paused = await make();
    done(await runCommand(disableKey, home.as(), { id: paused.id }));
    done(await runCommand(rotateKey, home.as(), { id: paused.id }));
    expect(await versions(paused.id)).toEqual([
      [2, "suspended", true],
      [1, "suspended", false],
    ]);
    const gone = await make();
    done(await runCommand(revokeKey, home.as(), { id: gone.id, reason: "other" }));
    expect(await runCommand(rotateKey, home.as(), { id: gone.id })).toMatchObject({ code: "key-revoked" });
    const old = await make({ expiration: "30" });
    expect(await runCommand(rotateKey, home.as(home.owner, hours(24 * 31)), { id: old.id })).toMatchObject({
      code: "key-expired",
    });
  });

  test("of two people at once, one wins and the others are told why", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await make();
      const admin = await home.member("admin");
      const answers = await Promise.all(
        [home.owner, admin, home.owner, admin].map((who) => runCommand(rotateKey, home.as(who), { id })),
      );
      const lost = answers.filter((answer) => answer.kind !== "done");
      expect(lost).toHaveLength(3);
      for (const answer of lost) expect(answer).toMatchObject({ kind: "refused", code: "key-in-overlap" });
      expect((await read(id)).versions).toHaveLength(2);
    }
  });

  test("submitted twice is one rotation, and the replay has no secret", async () => {
    const { id } = await make();
    const again = () =>
      runCommand(rotateKey, contextOf(home.id, home.owner, new Date(), `rotate-${id}`), { id, overlap: 24 });
    const [first, second] = [done(await again()), done(await again())];
    expect(second).toEqual({ ...first, secret: null });
    expect((await read(id)).versions).toHaveLength(2);
  });

  test("by a key never hands on more than that key has; another workspace's key does not exist", async () => {
    const { id } = await make({ scopes: ["orders:write"] });
    const weak = robot(randomUUID(), ["keys:write"]);
    expect(await runCommand(rotateKey, weak, { id })).toMatchObject({ code: "scope-not-held" });
    const away = await makeWorkspace(hub.db);
    for (const card of [rotateKey, endOverlap, rollBack])
      expect(await runCommand(card as typeof endOverlap, away.as(), { id })).toMatchObject({
        code: "not-found",
      });
    expect(await runQuery(keyRotation, away.as(), { id })).toMatchObject({ code: "not-found" });
    for (const role of ["developer", "consumer", "viewer"] as const) {
      const ctx = home.as(await home.member(role));
      expect(await runCommand(rotateKey, ctx, { id })).toMatchObject({ code: "access-denied" });
      expect(await runQuery(listKeyHistory, ctx, {})).toMatchObject({ code: "access-denied" });
    }
  });
});

describe("an overlap", () => {
  test("ends at once when somebody ends it, and then there is nothing to end or roll back", async () => {
    const { id } = await make();
    done(await runCommand(rotateKey, home.as(), { id, overlap: "until-ended" }));
    done(await runCommand(endOverlap, home.as(), { id }));
    expect(await versions(id)).toEqual([
      [2, "active", true],
      [1, "revoked", false],
    ]);
    for (const card of [endOverlap, rollBack])
      expect(await runCommand(card, home.as(), { id })).toMatchObject({ code: "key-not-in-overlap" });
  });

  test("is over by the clock: nothing to end, nothing to roll back, a new rotation is open", async () => {
    const { id } = await make();
    done(await runCommand(rotateKey, home.as(), { id, overlap: 1 }));
    const after = home.as(home.owner, hours(2));
    for (const card of [endOverlap, rollBack])
      expect(await runCommand(card, after, { id })).toMatchObject({ code: "key-not-in-overlap" });
    done(await runCommand(rotateKey, after, { id }));
    expect(await versions(id, hours(2))).toEqual([
      [3, "active", true],
      [2, "active", false],
      [1, "revoked", false],
    ]);
  });

  test("rolled back: the new version is revoked, the old one is LATEST and does not retire", async () => {
    const { id, publicId } = await make();
    done(await runCommand(rotateKey, home.as(), { id, overlap: 1 }));
    done(await runCommand(rollBack, home.as(), { id }));
    const key = await read(id, hours(48));
    expect(key).toMatchObject({ status: "active", publicId });
    expect(key.versions.map((one) => [one.generation, one.latest, one.revokeReason])).toEqual([
      [2, false, "rolled_back"],
      [1, true, null],
    ]);
    expect(key.versions[1]!.retiresAt).toBeNull();
  });

  test("of one key ended and rolled back at once ends in one of the two, never with no good version", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await make();
      done(await runCommand(rotateKey, home.as(), { id }));
      const answers = await Promise.all([
        runCommand(endOverlap, home.as(), { id }),
        runCommand(rollBack, home.as(), { id }),
      ]);
      expect(answers.filter((answer) => answer.kind === "done")).toHaveLength(1);
      const { versions: all, status } = await read(id);
      expect(status).toBe("active");
      expect(all.filter((version) => version.status === "active")).toHaveLength(1);
    }
  });

  test("shows in the list: until when, and which moves are open", async () => {
    const place = await makeWorkspace(hub.db, ["orders:write"]);
    const { id } = done(await runCommand(createKey, place.as(), input));
    const row = async (now = new Date()) =>
      done(await runQuery(listAccessKeys, place.as(place.owner, now), {})).rows[0]!;
    expect(await row()).toMatchObject({
      oldVersionUntil: null,
      moves: { rotate: null, "end-overlap": "key-not-in-overlap", "roll-back": "key-not-in-overlap" },
    });
    const now = new Date();
    done(await runCommand(rotateKey, place.as(place.owner, now), { id, overlap: 24 }));
    expect(await row()).toMatchObject({
      oldVersionUntil: hours(24, now),
      moves: { rotate: "key-in-overlap", "end-overlap": null, "roll-back": null },
    });
    expect((await row(hours(24, now))).oldVersionUntil).toBeNull();
  });
});

describe("a key that rotates itself", () => {
  test("gets a new secret with the same scopes and end, and keeps the old one for a day", async () => {
    const key = await make({ scopes: ["keys:rotate", "orders:write"] });
    const own = robot(key.id, ["keys:rotate", "orders:write"]);
    const fresh = done(await runCommand(rotateOwnKey, own, {}));
    expect(fresh).toMatchObject({ id: key.id, expiresAt: key.expiresAt });
    expect(fresh.previous.retiresAt).toBe(hours(24, own.now).toISOString());
    expect((await read(key.id)).scopes).toEqual(["keys:rotate", "orders:write"]);
    const [event] = done(await runQuery(keyHistory, home.as(), { id: key.id }));
    expect(event).toMatchObject({ type: "access-key.rotated", actorKind: "key", after: { overlap: 24 } });
  });

  test("needs the scope, rotates no other key, and can neither choose an expiry nor an endless overlap", async () => {
    const key = await make({ scopes: ["keys:rotate"] });
    expect(await runCommand(rotateOwnKey, robot(key.id, ["orders:write"]), {})).toMatchObject({
      code: "scope-missing",
    });
    const own = robot(key.id, ["keys:rotate"]);
    for (const wrong of [{ id: (await make()).id }, { expiration: "never" }, { overlap: "until-ended" }])
      expect(await runCommand(rotateOwnKey, own, wrong)).toMatchObject({ kind: "invalid" });
    for (const card of [rotateKey, endOverlap, rollBack])
      expect(await runCommand(card as typeof endOverlap, own, { id: key.id })).toMatchObject({
        code: "scope-missing",
      });
    expect(await runCommand(rotateOwnKey, home.as(), {})).toMatchObject({ code: "access-denied" });
  });
});

describe("who still calls", () => {
  test("with the old version is listed by what it did since the rotation, with the advice that follows", async () => {
    const { id } = await make();
    const rotatedAt = new Date();
    const at = (minutes: number) => new Date(rotatedAt.getTime() + minutes * 60_000);
    done(await runCommand(rotateKey, home.as(home.owner, rotatedAt), { id, overlap: 24 }));
    const [fresh, old] = (await read(id)).versions;
    const call = async (version: { id: string }, ip: string, firstAt: Date, lastAt: Date, calls: number) => {
      const row = { workspaceId: home.id, keyId: id, versionId: version.id, verifierId: randomUUID() };
      await hub.db.insert(callers).values({ ...row, ip, userAgent: "shop/1", calls, firstAt, lastAt });
      await hub.db.insert(usage).values({ ...row, hour: at(0), outcome: "valid", calls, lastAt });
    };
    const ask = async (now: Date) =>
      done(await runQuery(keyRotation, home.as(home.owner, now), { id })).overlap!;
    await call(old!, "10.0.0.1", at(-60), at(-2), 30);
    await call(old!, "10.0.0.2", at(-60), at(5), 66);
    await call(old!, "10.0.0.3", at(-24 * 60), at(-24 * 60), 1);
    await call(old!, "10.0.0.4", at(-40 * 24 * 60), at(-31 * 24 * 60), 9);
    expect((await ask(at(6))).advice).toBe("new-unused");
    await call(fresh!, "10.0.0.1", at(3), at(9), 5);
    const first = await ask(at(10));
    expect(first.callers.map(({ ip, moving, everyMs }) => [ip, moving, everyMs])).toEqual([
      ["10.0.0.2", "calling", 60_000],
      ["10.0.0.3", "unseen", null],
      ["10.0.0.1", "moved", 120_000],
    ]);
    expect(first.advice).toBe("still-calling");
    expect(first.fresh).toMatchObject({ generation: 2, calls: 5, lastUsedAt: at(9) });
    expect(first.old).toMatchObject({ generation: 1, status: "active", lastUsedAt: at(5) });
    expect(first.old.end).toEqual({ at: at(24 * 60), as: "revoked" });
    await call(fresh!, "10.0.0.2", at(6), at(20), 14);
    expect((await ask(at(30))).advice).toBe("some-unseen");
    await call(fresh!, "10.0.0.3", at(25), at(25), 1);
    expect((await ask(at(30))).advice).toBe("all-moved");
    done(await runCommand(endOverlap, home.as(), { id }));
    expect(done(await runQuery(keyRotation, home.as(), { id })).overlap).toBeNull();
  });

  test("is asked of nobody whose calls were refused, with the old version or the new one", async () => {
    const { id } = await make();
    const rotatedAt = new Date();
    const at = (minutes: number) => new Date(rotatedAt.getTime() + minutes * 60_000);
    done(await runCommand(rotateKey, home.as(home.owner, rotatedAt), { id }));
    const [fresh, old] = (await read(id)).versions;
    const call = async (version: { id: string }, ip: string, outcome: string, when: Date) => {
      const row = { workspaceId: home.id, keyId: id, versionId: version.id, verifierId: randomUUID() };
      const seen = { calls: 2, lastAt: when };
      await hub.db.insert(callers).values({ ...row, ...seen, ip, userAgent: "shop/1", firstAt: when });
      await hub.db.insert(usage).values({ ...row, ...seen, hour: at(0), outcome });
    };
    const ask = async () => done(await runQuery(keyRotation, home.as(home.owner, at(60)), { id })).overlap!;
    await call(old!, "10.0.0.1", "wrong_environment", at(-5));
    expect(await ask()).toMatchObject({ old: { lastUsedAt: null }, callers: [], advice: "new-unused" });
    await call(fresh!, "10.0.0.9", "valid", at(5));
    expect(await ask()).toMatchObject({ callers: [], advice: "all-moved" });
    await call(old!, "10.0.0.2", "valid", at(-3));
    await call(fresh!, "10.0.0.2", "wrong_environment", at(6));
    const { callers: left, advice } = await ask();
    expect(left.map(({ ip, moving, everyMs }) => [ip, moving, everyMs])).toEqual([
      ["10.0.0.2", "unseen", null],
    ]);
    expect(advice).toBe("some-unseen");
  });
});

test("the histories tell rotations and revocations apart, newest first, a page at a time", async () => {
  const place = await makeWorkspace(hub.db, ["orders:write"]);
  const run = async (card: typeof rollBack, id: string, more: object = {}) =>
    done(await runCommand(card, place.as(), { id, ...more }));
  const { id } = done(await runCommand(createKey, place.as(), input));
  const rotate = rotateKey as unknown as typeof rollBack;
  await run(rotate, id, { overlap: 24 });
  await run(rollBack, id);
  await run(rotate, id, { overlap: "until-ended" });
  await run(endOverlap, id);
  await run(regenerateKey as unknown as typeof rollBack, id);
  await run(disableKey, id);
  await run(revokeKey as unknown as typeof rollBack, id, { reason: "leaked" });
  await run(deleteKey, id);
  const page = async (of: string, before: number | null = null) =>
    done(await runQuery(listKeyHistory, place.as(), { of, before }));
  const types = async (of: string) => (await page(of)).events.map(({ type }) => type.split(".")[1]);
  expect(await types("rotations")).toEqual([
    "regenerated",
    "overlap-ended",
    "rotated",
    "rolled-back",
    "rotated",
  ]);
  expect(await types("revocations")).toEqual([
    "deleted",
    "revoked",
    "regenerated",
    "overlap-ended",
    "rolled-back",
  ]);
  const [first, second] = (await page("rotations")).events;
  expect((await page("rotations", first!.seq)).events[0]).toEqual(second);
  expect((await page("rotations")).events.at(-1)).toMatchObject({
    before: { generation: 1 },
    after: { generation: 2, overlap: 24, oldVersionUntil: expect.any(String) },
  });
  expect(JSON.stringify(await page("nonsense"))).toBe(JSON.stringify(await page("rotations")));
});

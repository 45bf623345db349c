import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actorLabel } from "@/lib/domain/people/actor";
import { Secret } from "@/lib/domain/secret";
import { keyHistory } from "../keys/history";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { contextOf, done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { createKey } from "./create";
import { deleteKey } from "./delete";
import { disableKey } from "./disable";
import { editKey } from "./edit";
import { enableKey } from "./enable";
import { getAccessKey } from "./get";
import { listAccessKeys } from "./list";
import { regenerateKey } from "./regenerate";
import { revokeKey } from "./revoke";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
let away: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db, ["orders:write"]);
  away = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const input = {
  name: "Orders",
  description: "For the shop",
  expiration: "90",
  environment: "production",
  scopes: ["keys:verify"],
};
const make = async (patch: object = {}) =>
  done(await runCommand(createKey, home.as(), { ...input, ...patch }));
const rowsOf = async (table: string, column: string, id: string) =>
  (await hub.sql`select * from ${hub.sql(table)} where ${hub.sql(column)} = ${id}`) as unknown as Record<
    string,
    unknown
  >[];

describe("a new key", () => {
  test("is shown once: the database holds its SHA-256 and four characters", async () => {
    const key = await make();
    const text = key.secret!.reveal();
    const [version] = await rowsOf("key_versions", "key_id", key.id);
    expect(version!.digest).toEqual(createHash("sha256").update(text).digest());
    expect(version!.tail).toBe(text.slice(-4));
    const everything = JSON.stringify([
      await hub.sql`select * from keys`,
      await hub.sql`select * from key_versions`,
      await hub.sql`select * from events`,
      await hub.sql`select * from feed`,
    ]);
    expect(everything).not.toContain(text.split("_")[3]);
  });

  test("expires when its choice says", async () => {
    const now = new Date("2026-03-01T10:00:00Z");
    const key = done(await runCommand(createKey, home.as(home.owner, now), { ...input, expiration: "365" }));
    expect(key.expiresAt).toBe("2027-03-01T10:00:00.000Z");
    expect(
      done(await runCommand(createKey, home.as(home.owner, now), { ...input, expiration: "never" }))
        .expiresAt,
    ).toBeNull();
  });

  test("made twice by one replayed submit is one key, and the replay has no secret", async () => {
    const again = () =>
      runCommand(createKey, contextOf(home.id, home.owner, new Date(), "form-12345678"), {
        ...input,
        name: "Replayed",
      });
    const answers = await Promise.all([again(), again(), again()]);
    const values = answers.map(done);
    expect(new Set(values.map((value) => value.id)).size).toBe(1);
    expect(values.filter((value) => value.secret instanceof Secret)).toHaveLength(1);
    expect(answers.filter((answer) => answer.kind === "done" && answer.replayed)).toHaveLength(2);
    const other = await runCommand(createKey, contextOf(home.id, home.owner, new Date(), "form-12345678"), {
      ...input,
      name: "Other",
    });
    expect(other).toMatchObject({ kind: "refused", code: "idempotency-key-reused" });
  });

  test.each([
    ["a scope that the workspace does not know", { scopes: ["invoices:write"] }, "scopes"],
    ["an environment that it does not have", { environment: "moon" }, "environment"],
    ["no name", { name: "  " }, "name"],
    ["an expiration of one's own", { expiration: "31" }, "expiration"],
    ["a NUL in the name", { name: "a\u0000b" }, "name"],
    ["a lone surrogate in the description", { description: "\ud800" }, "description"],
    ["a field that does not exist", { owner: "me" }, "owner"],
  ])("with %s is sent back, beside the field", async (_, patch, field) => {
    const answer = await runCommand(createKey, home.as(), { ...input, ...patch });
    expect(answer).toMatchObject({ kind: "invalid", fields: { [field]: expect.any(String) } });
  });

  test("made by a key never has more power than that key", async () => {
    const robot = {
      kind: "key" as const,
      id: "00000000-0000-4000-8000-000000000000",
      publicId: "p",
      name: "Robot",
      scopes: ["keys:write"],
    };
    expect(await runCommand(createKey, home.as(robot), { ...input, scopes: ["orders:write"] })).toMatchObject(
      { kind: "refused", code: "scope-not-held" },
    );
    expect(
      done(await runCommand(createKey, home.as(robot), { ...input, scopes: ["keys:write"] })).id,
    ).toBeTruthy();
  });
});

test("a key that may write keys cannot take over a more powerful one by regenerating it", async () => {
  const robot = {
    kind: "key" as const,
    id: "00000000-0000-4000-8000-000000000000",
    publicId: "p",
    name: "Robot",
    scopes: ["keys:write"],
  };
  const { id } = await make({ scopes: ["keys:read", "keys:write"] });
  expect(await runCommand(regenerateKey, home.as(robot), { id })).toMatchObject({
    kind: "refused",
    code: "scope-not-held",
  });
  const weaker = await make({ scopes: ["keys:write"] });
  done(await runCommand(regenerateKey, home.as(robot), { id: weaker.id }));
});

describe("a key's life", () => {
  test("editing changes name and description; an expiration sent along is refused", async () => {
    const { id } = await make();
    done(await runCommand(editKey, home.as(), { id, name: "Renamed" }));
    expect(done(await runQuery(getAccessKey, home.as(), { id }))).toMatchObject({
      name: "Renamed",
      description: "For the shop",
    });
    expect(await runCommand(editKey, home.as(), { id, expiration: "30" })).toMatchObject({
      kind: "invalid",
      fields: { expiration: expect.any(String) },
    });
  });

  test("disable, enable, regenerate, revoke and delete each do what they say, and each leaves one event", async () => {
    const { id } = await make();
    const status = async () => done(await runQuery(getAccessKey, home.as(), { id })).status;
    done(await runCommand(disableKey, home.as(), { id }));
    expect(await status()).toBe("suspended");
    expect(await runCommand(disableKey, home.as(), { id })).toMatchObject({
      kind: "refused",
      code: "key-already-disabled",
    });
    done(await runCommand(enableKey, home.as(), { id }));
    expect(await status()).toBe("active");
    const fresh = done(await runCommand(regenerateKey, home.as(), { id, expiration: "never" }));
    expect(fresh).toMatchObject({ expiresAt: null, secret: expect.any(Secret) });
    const key = done(await runQuery(getAccessKey, home.as(), { id }));
    expect(key.versions.map((version) => [version.generation, version.status, version.revokeReason])).toEqual(
      [
        [2, "active", null],
        [1, "revoked", "superseded"],
      ],
    );
    done(await runCommand(revokeKey, home.as(), { id, reason: "leaked" }));
    expect(await status()).toBe("revoked");
    expect(await runCommand(enableKey, home.as(), { id })).toMatchObject({
      kind: "refused",
      code: "key-revoked",
    });
    done(await runCommand(deleteKey, home.as(), { id }));
    expect(await runQuery(getAccessKey, home.as(), { id })).toMatchObject({
      kind: "refused",
      code: "not-found",
    });
    expect(await runCommand(deleteKey, home.as(), { id })).toMatchObject({
      kind: "refused",
      code: "not-found",
    });
    expect((await rowsOf("key_versions", "key_id", id)).every((version) => version.digest === null)).toBe(
      true,
    );
    const history = done(await runQuery(keyHistory, home.as(), { id }));
    expect(history.map((event) => event.type)).toEqual([
      "access-key.deleted",
      "access-key.revoked",
      "access-key.regenerated",
      "access-key.enabled",
      "access-key.disabled",
      "access-key.created",
    ]);
    expect(history[1]).toMatchObject({
      actorLabel: actorLabel(home.owner),
      ip: "203.0.113.9",
      before: { status: "active" },
      after: { status: "revoked", reason: "leaked" },
    });
  });

  test("another workspace's key does not exist, for every command and query", async () => {
    const { id } = await make();
    const before = [await rowsOf("keys", "id", id), await rowsOf("key_versions", "key_id", id)];
    const answers = [
      await runCommand(editKey, away.as(), { id, name: "Mine" }),
      await runCommand(disableKey, away.as(), { id }),
      await runCommand(regenerateKey, away.as(), { id }),
      await runCommand(revokeKey, away.as(), { id, reason: "other" }),
      await runCommand(deleteKey, away.as(), { id }),
      await runQuery(getAccessKey, away.as(), { id }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ kind: "refused", code: "not-found" });
    expect(done(await runQuery(keyHistory, away.as(), { id }))).toEqual([]);
    expect([await rowsOf("keys", "id", id), await rowsOf("key_versions", "key_id", id)]).toEqual(before);
  });

  test("two people who change one key at once follow one another; nothing is lost", async () => {
    const { id } = await make();
    const answers = await Promise.all([1, 2, 3, 4].map(() => runCommand(regenerateKey, home.as(), { id })));
    answers.map(done);
    const key = done(await runQuery(getAccessKey, home.as(), { id }));
    expect(key.versions.map((version) => version.generation)).toEqual([5, 4, 3, 2, 1]);
    expect(key.versions.filter((version) => version.status === "active")).toHaveLength(1);
  });
});

test("everybody but Owner and Admin is refused every command and query of access keys", async () => {
  const { id } = await make();
  for (const role of ["developer", "consumer", "viewer"] as const) {
    const ctx = home.as(await home.member(role));
    const answers = [
      await runCommand(createKey, ctx, input),
      await runCommand(editKey, ctx, { id, name: "x" }),
      await runCommand(disableKey, ctx, { id }),
      await runCommand(regenerateKey, ctx, { id }),
      await runCommand(revokeKey, ctx, { id, reason: "other" }),
      await runCommand(deleteKey, ctx, { id }),
      await runQuery(listAccessKeys, ctx, {}),
      await runQuery(getAccessKey, ctx, { id }),
      await runQuery(keyHistory, ctx, { id }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ kind: "refused", code: "access-denied" });
  }
});

describe("the list", () => {
  test("filters, sorts and pages in the database", async () => {
    const place = await makeWorkspace(hub.db, ["orders:write"]);
    const add = async (patch: object) =>
      done(await runCommand(createKey, place.as(), { ...input, ...patch }));
    const a = await add({ name: "alpha", expiration: "never", environment: "staging" });
    const b = await add({ name: "Beta", expiration: "30", scopes: ["orders:write"] });
    const c = await add({ name: "gamma_100%", expiration: "365" });
    done(await runCommand(disableKey, place.as(), { id: b.id }));
    const ids = async (filter: object) =>
      done(await runQuery(listAccessKeys, place.as(), { sort: "name", order: "asc", ...filter })).rows.map(
        (row) => row.id,
      );
    expect(await ids({})).toEqual([a.id, b.id, c.id]);
    expect(await ids({ order: "desc" })).toEqual([c.id, b.id, a.id]);
    expect(await ids({ q: "BET" })).toEqual([b.id]);
    expect(await ids({ q: "_100%" })).toEqual([c.id]);
    expect(await ids({ q: b.secret!.reveal() })).toEqual([b.id]);
    expect(await ids({ status: "suspended" })).toEqual([b.id]);
    expect(await ids({ status: "active,expired" })).toEqual([a.id, c.id]);
    expect(await ids({ environment: "staging" })).toEqual([a.id]);
    expect(await ids({ scope: "orders:write" })).toEqual([b.id]);
    expect(await ids({ expiry: "never" })).toEqual([a.id]);
    expect(await ids({ expiry: "in90" })).toEqual([b.id]);
    expect(await ids({ page: "2", size: "25" })).toEqual([]);
    expect(await ids({ status: "nonsense", size: "7", sort: "nothing", order: "up" })).toHaveLength(3);
  });
});

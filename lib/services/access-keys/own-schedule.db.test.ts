import { afterAll, beforeAll, expect, test } from "vitest";
import { digestOf } from "@/lib/crypto/digest";
import type { Actor } from "@/lib/domain/people/actor";
import { keepSchedule } from "../key-sets/keep-schedule";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeKeySetOf } from "../testing/catalog";
import { newKey } from "../testing/samples/access-keys";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { createKey } from "./create";
import { editKey } from "./edit";
import { getAccessKey } from "./get";
import { listAccessKeys } from "./list";
import { keyNotices } from "./notices";
import { regenerateKey } from "./regenerate";
import { revealKey, revealOwnKey } from "./reveal";
import { rollBack } from "./roll-back";
import { rotateKey } from "./rotate";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const turn = (now: Date) =>
  keepSchedule({ now, contextIn: () => home.as({ kind: "host", name: "Schedule" }, now) });
const make = async (more: object = {}) =>
  done(
    await runCommand(createKey, home.as(), {
      ...newKey(),
      rotateEveryDays: 30,
      rotateOverlapHours: 48,
      ...more,
    }),
  );
const page = async (id: string, at = new Date()) =>
  done(await runQuery(getAccessKey, home.as(home.owner, at), { id }));
const reveal = (id: string, at: Date, as: Actor = home.owner) =>
  runCommand(revealKey, home.as(as, at), { id });
const digests = async (id: string) =>
  (await hub.sql`select digest from key_versions where key_id = ${id} order by generation`).map(
    ({ digest }) => digest.toString("hex"),
  );

test("a key that rotates every 30 days is rotated at its date, and both dates are kept", async () => {
  const { id } = await make();
  const { rotatesAt: planned } = await page(id);
  expect(Math.round((planned!.getTime() - Date.now()) / day)).toBe(30);
  await turn(new Date(planned!.getTime() - 1));
  expect((await page(id, planned!)).versions).toHaveLength(1);
  const late = new Date(planned!.getTime() + 3_600_000);
  await turn(late);
  const shown = await page(id, late);
  expect(shown).toMatchObject({
    status: "active",
    secretWaits: true,
    rotationHeld: "uncollected",
    versions: [
      { generation: 2, latest: true, status: "active", madeBy: "schedule" },
      { generation: 1, status: "active" },
    ],
  });
  // Each new secret lives as long as the one before, and is rotated in its turn.
  expect(shown.expiresAt).toEqual(new Date(late.getTime() + 90 * day));
  expect(shown.rotatesAt).toEqual(new Date(late.getTime() + 30 * day));
  expect(shown.milestones).toContainEqual(
    expect.objectContaining({ kind: "rotation", plannedAt: planned, actualAt: late, delayMs: 3_600_000 }),
  );
  expect(JSON.stringify(shown)).not.toMatch(/sealed/i);
  const [event] = await hub.sql`select actor_label, after from events
    where subject_id = ${id} and type = 'access-key.rotated'`;
  expect(event).toMatchObject({ actor_label: "Schedule", after: { plannedAt: planned!.toISOString() } });
});

test("the new secret is shown once: of fifty who ask at one moment exactly one gets it, and it is the key's", async () => {
  const { id } = await make();
  await turn(inDays(31));
  const at = inDays(32);
  const answers = await Promise.all(Array.from({ length: 50 }, () => reveal(id, at)));
  const shown = answers.filter((answer) => answer.kind === "done");
  expect(shown).toHaveLength(1);
  const secret = done(shown[0]!).secret!.reveal();
  expect(digestOf(secret).toString("hex")).toBe((await digests(id))[1]);
  expect(answers.filter((one) => one.kind === "refused" && one.code === "secret-collected")).toHaveLength(49);
  const [kept] = await hub.sql`select sealed_secret, revealed_at from key_versions
    where key_id = ${id} and latest`;
  expect(kept!.sealed_secret).toBeNull();
  expect(new Date(kept!.revealed_at)).toEqual(at);
  const events = await hub.sql`select after::text as text from events
    where subject_id = ${id} and type = 'access-key.revealed'`;
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events)).not.toContain(secret.slice(-20));
}, 60_000);

test("while nobody has collected the new secret the old one works on, and the key is not rotated again", async () => {
  const { id } = await make({ expiration: "never" });
  for (const days of [31, 45, 58, 70, 82, 95, 108]) await turn(inDays(days));
  const held = await page(id, inDays(108));
  expect(held.versions).toMatchObject([{ generation: 2 }, { generation: 1, status: "active" }]);
  const collectedAt = inDays(111);
  const { oldVersionUntil } = done(await reveal(id, collectedAt));
  // From now on the old one has the overlap that was promised.
  expect(oldVersionUntil).toBe(new Date(collectedAt.getTime() + 48 * 3_600_000).toISOString());
  const after = await page(id, collectedAt);
  expect(after).toMatchObject({ secretWaits: false, rotationHeld: "in-overlap" });
  await turn(inDays(115));
  const next = await page(id, inDays(115));
  expect(next.versions.map(({ generation, status }) => [generation, status])).toEqual([
    [3, "active"],
    [2, "active"],
    [1, "revoked"],
  ]);
});

test("a secret that waits is told of: on the list, as a notice, and as a filter", async () => {
  const { id } = await make({ name: "Left alone" });
  await turn(inDays(31));
  const at = home.as(home.owner, inDays(32));
  const { rows } = done(await runQuery(listAccessKeys, at, { notice: "uncollected", q: "Left alone" }));
  expect(rows).toMatchObject([{ id, secretWaits: true, rotateEveryDays: 30 }]);
  expect(done(await runQuery(keyNotices, at, {})).counts.uncollected).toBeGreaterThan(0);
  await reveal(id, inDays(32));
  expect(
    done(await runQuery(listAccessKeys, at, { notice: "uncollected", q: "Left alone" })).rows,
  ).toHaveLength(0);
});

test("a program collects its own new secret, and nobody else's", async () => {
  const { id, publicId } = await make({ scopes: ["keys:rotate"] });
  const program: Actor = { kind: "key", id, publicId, name: "Orders", scopes: ["keys:rotate"] };
  expect(await runCommand(revealOwnKey, home.as(program), {})).toMatchObject({ code: "nothing-to-reveal" });
  await turn(inDays(31));
  const other = await make();
  await turn(inDays(62));
  expect(await reveal(other.id, inDays(63), program)).toMatchObject({ code: "scope-missing" });
  const writer: Actor = { ...program, scopes: ["keys:write"] };
  // Whoever lacks what the key may do must not come by it so.
  expect(await reveal(other.id, inDays(63), writer)).toMatchObject({ code: "scope-not-held" });
  const { secret } = done(await runCommand(revealOwnKey, home.as(program, inDays(63)), {}));
  expect(await digests(id)).toContain(digestOf(secret!.reveal()).toString("hex"));
});

test("the schedule is edited: from when on, how long the overlap, and off again", async () => {
  const { id } = await make({ rotateEveryDays: null });
  expect(await page(id)).toMatchObject({ rotateEveryDays: null, rotateOverlapHours: null, rotatesAt: null });
  const edit = (more: object, at = new Date()) =>
    runCommand(editKey, home.as(home.owner, at), { id, ...more });
  expect(await edit({ rotateOverlapHours: 24 })).toMatchObject({ kind: "invalid" });
  expect(await edit({ rotateEveryDays: 180 })).toMatchObject({ code: "rotation-outlasts-expiration" });
  expect(await edit({ rotateEveryDays: 7, rotateOverlapHours: 168 })).toMatchObject({
    code: "overlap-outlasts-rotation",
  });
  done(await edit({ rotateEveryDays: 60, rotateOverlapHours: 24 }));
  const { rotatesAt, issuedAt } = await page(id);
  expect(rotatesAt!.getTime() - issuedAt.getTime()).toBe(60 * day);
  // A secret that is older than that is replaced at once.
  const late = inDays(45);
  done(await edit({ rotateEveryDays: 30 }, late));
  expect(await page(id, late)).toMatchObject({ rotatesAt: late, rotateOverlapHours: 24 });
  done(await edit({ rotateEveryDays: null }, late));
  expect(await turn(inDays(46))).toBeGreaterThanOrEqual(0);
  expect((await page(id, inDays(46))).versions).toHaveLength(1);
  const [told] = await hub.sql`select before, after from events
    where subject_id = ${id} and type = 'access-key.edited' order by seq desc limit 1`;
  expect(told).toMatchObject({ before: { rotateEveryDays: 30 }, after: { rotateEveryDays: null } });
});

test("an old secret that waits beside an uncollected one ends with it, also after the schedule was edited", async () => {
  const { id } = await make({ expiration: "30" });
  await turn(inDays(30));
  const at = inDays(31);
  // A rotation on the day of the expiration would carry both to the end of that day.
  const [latest, old] = (await page(id, at)).versions;
  expect(latest!.rotatesAt).toEqual(latest!.expiresAt);
  expect(old!.retiresAt!.getTime()).toBeGreaterThan(latest!.expiresAt!.getTime());
  done(await runCommand(editKey, home.as(home.owner, at), { id, rotateEveryDays: null }));
  const after = (await page(id, at)).versions;
  expect(after[1]!.retiresAt).toEqual(latest!.expiresAt);
  expect((await page(id, latest!.expiresAt!)).versions.map(({ status }) => status)).not.toContain("active");
});

test("rotating and regenerating by hand go on with the schedule; a rotation that was rolled back stays so", async () => {
  const { id } = await make();
  const at = inDays(10);
  done(await runCommand(rotateKey, home.as(home.owner, at), { id, overlap: 24 }));
  expect((await page(id, at)).rotatesAt).toEqual(new Date(at.getTime() + 30 * day));
  const later = inDays(12);
  done(await runCommand(regenerateKey, home.as(home.owner, later), { id }));
  expect((await page(id, later)).rotatesAt).toEqual(new Date(later.getTime() + 30 * day));
  await turn(inDays(43));
  done(await runCommand(rollBack, home.as(home.owner, inDays(43)), { id }));
  await turn(inDays(44));
  const shown = await page(id, inDays(44));
  expect(shown).toMatchObject({ rotationHeld: "rolled-back", secretWaits: false });
  const [gone] =
    await hub.sql`select sealed_secret from key_versions where key_id = ${id} and generation = 4`;
  expect(gone).toEqual({ sealed_secret: null });
});

test("after a year without a turn a key is rotated once, by two instances beside key sets", async () => {
  const keys = await Promise.all(Array.from({ length: 6 }, () => make({ expiration: "never" })));
  const set = await makeKeySetOf(home, { policy: { expiration: null } });
  const at = inDays(400);
  await Promise.all([turn(at), turn(at)]);
  await turn(at);
  for (const { id } of [...keys, set]) {
    const [{ count } = { count: 0 }] =
      await hub.sql`select count(*)::int from key_versions where key_id = ${id}`;
    expect(count).toBe(2);
  }
}, 60_000);

import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { findRecord } from "@/db/queries/key-records";
import { digestOf } from "@/lib/crypto/digest";
import { versionStatus } from "@/lib/domain/keys/status";
import { editPolicyTemplate } from "../policy-templates/edit";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeKeySetOf } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { getKeySet } from "./get";
import { keepSchedule } from "./keep-schedule";
import { retrieveKeySetCredentials } from "./retrieve";
import { suspendKeySet } from "./suspend";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const day = 86_400_000;
const soon = (days: number) => new Date(Date.now() + days * day);
const turn = (now: Date) =>
  keepSchedule({ now, contextIn: () => home.as({ kind: "host", name: "Schedule" }, now) });
const page = async (id: string, at: Date) => done(await runQuery(getKeySet, home.as(home.owner, at), { id }));
const retrieve = (id: string, at: Date) =>
  runCommand(retrieveKeySetCredentials, home.as(home.owner, at), { id });
const rotatedEvents = async (id: string) =>
  hub.sql`select after from events where subject_id = ${id} and type = 'key-set.rotated'`;

test("at its date a key is replaced by itself, the old one works on through the overlap, both dates are kept", async () => {
  const { id } = await makeKeySetOf(home);
  const planned = (await page(id, new Date())).rotatesAt!;
  await turn(new Date(planned.getTime() - 1));
  expect((await page(id, planned)).generations).toHaveLength(1);
  const late = new Date(planned.getTime() + 2 * 3_600_000);
  await turn(late);
  const shown = await page(id, late);
  expect(shown).toMatchObject({
    status: "active",
    generations: [
      { generation: 2, latest: true, status: "active", madeBy: "schedule", retrieval: null },
      { generation: 1, latest: false, status: "active", retiresAt: new Date(late.getTime() + 7 * day) },
    ],
  });
  expect(shown.milestones).toContainEqual(
    expect.objectContaining({
      kind: "rotation",
      generation: 1,
      plannedAt: planned,
      actualAt: late,
      delayMs: 2 * 3_600_000,
    }),
  );
  expect(await rotatedEvents(id)).toHaveLength(1);
});

test("a suspended key set's new key is suspended too", async () => {
  const { id } = await makeKeySetOf(home);
  done(await runCommand(suspendKeySet, home.as(), { id }));
  await turn(soon(91));
  expect(await page(id, soon(91))).toMatchObject({
    status: "suspended",
    generations: [{ generation: 2, status: "suspended" }, { generation: 1 }],
  });
});

test("after a year without a turn each key is rotated once, by two instances at one moment as by one", async () => {
  const policy = { expiration: null };
  const sets = await Promise.all(Array.from({ length: 8 }, () => makeKeySetOf(home, { policy })));
  const at = soon(400);
  await Promise.all([turn(at), turn(at)]);
  // What the one had locked, the other left alone; nothing is left for the next turn.
  await turn(at);
  for (const { id } of sets) {
    expect((await page(id, at)).generations).toHaveLength(2);
    expect(await rotatedEvents(id)).toHaveLength(1);
  }
  expect(await turn(at)).toBe(0);
}, 60_000);

test("what was due without a turn is told of in the order of its dates", async () => {
  const days = [9, 3, 7, 1, 8, 2, 6, 4];
  const ids: string[] = [];
  for (const amount of days) {
    const policy = { expiration: null, rotation: { amount, unit: "days" }, overlapDays: 0 };
    ids.push((await makeKeySetOf(home, { policy })).id);
  }
  await turn(soon(30));
  const told = await hub.sql`select subject_id as id from events
    where type = 'key-set.rotated' and subject_id in ${hub.sql(ids)} order by seq`;
  const inOrder = days.map((amount, n) => ({ amount, id: ids[n]! })).sort((a, b) => a.amount - b.amount);
  expect(told.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
});

test.each([
  ["fails", "raise_exception"],
  ["loses a race", "unique_violation"],
])("a key whose rotation %s keeps no other from its own, and is told of", async (_, code) => {
  const sets = [await makeKeySetOf(home), await makeKeySetOf(home), await makeKeySetOf(home)];
  const owner = createClient(hub.ownerUrl, { max: 1 });
  await owner.unsafe(`create function refuse_one() returns trigger language plpgsql as $$
    begin raise exception 'not this one' using errcode = '${code}'; end $$;
    create trigger refuse_one before insert on key_versions for each row
      when (new.key_id = '${sets[1]!.id}') execute function refuse_one()`);
  try {
    await expect(turn(soon(91))).rejects.toThrow();
    const made = await Promise.all(sets.map(async ({ id }) => (await page(id, soon(91))).generations.length));
    expect(made).toEqual([2, 1, 2]);
  } finally {
    await owner.unsafe("drop trigger refuse_one on key_versions; drop function refuse_one()");
    await owner.end();
  }
  await turn(soon(91));
  expect((await page(sets[1]!.id, soon(91))).generations).toHaveLength(2);
});

test("an expired key is not revived; where both fall on one day, the rotation wins", async () => {
  const expiring = await makeKeySetOf(home, {
    policy: { expiration: { amount: 10, unit: "days" }, rotation: null },
  });
  const both = await makeKeySetOf(home, {
    policy: {
      expiration: { amount: 10, unit: "days" },
      rotation: { amount: 10, unit: "days" },
      overlapDays: 2,
    },
  });
  const at = new Date((await page(both.id, new Date())).rotatesAt!.getTime() + 1_000);
  await turn(at);
  const gone = await page(expiring.id, at);
  expect(gone).toMatchObject({ status: "expired", generations: [{ retrieval: "secret-wiped" }] });
  expect(gone.milestones).toContainEqual(
    expect.objectContaining({ kind: "expiration", plannedAt: gone.expiresAt, actualAt: gone.expiresAt }),
  );
  expect(await page(both.id, at)).toMatchObject({
    status: "active",
    generations: [{ generation: 2 }, { generation: 1 }],
  });
});

test("a new secret that is shown once is waited for: the old key works on, and gets its overlap when it is collected", async () => {
  // Its own expiration comes two days after the rotation, and then no job runs for 68 days.
  const policy = { retrievable: false, expiration: { amount: 92, unit: "days" } };
  const { id } = await makeKeySetOf(home, { policy });
  const old = done(await retrieve(id, new Date())).secret!.reveal();
  const statusAt = async (now: Date) => versionStatus((await findRecord(hub.db, digestOf(old)))!, false, now);
  const first = soon(90.5);
  await turn(first);
  const held = await page(id, soon(160));
  expect(held.generations).toMatchObject([{ generation: 2 }, { generation: 1, status: "active" }]);
  expect(held).toMatchObject({ secretWaits: true, uncollectedSince: new Date(first.getTime() + 7 * day) });
  expect(await statusAt(soon(160))).toBe("active");
  const collectedAt = soon(161);
  expect((await retrieve(id, collectedAt)).kind).toBe("done");
  const after = await page(id, collectedAt);
  expect(after).toMatchObject({ secretWaits: false, uncollectedSince: null });
  expect(after.oldVersionUntil).toEqual(new Date(collectedAt.getTime() + 7 * day));
  expect(await statusAt(soon(167))).toBe("active");
  expect(await statusAt(soon(169))).toBe("revoked");
});

test("what is waited for may adopt another policy: the old key is held as long as the new one lives by it", async () => {
  const { id, template } = await makeKeySetOf(home, { policy: { retrievable: false } });
  expect((await retrieve(id, new Date())).kind).toBe("done");
  await turn(soon(91));
  const edit = { id: template.id, expiration: { amount: 24, unit: "months" }, existing: "adopt-now" };
  done(await runCommand(editPolicyTemplate, home.as(home.owner, soon(92)), edit));
  const { expiresAt, generations } = await page(id, soon(92));
  expect(generations).toMatchObject([{ generation: 2 }, { generation: 1, retiresAt: expiresAt }]);
});

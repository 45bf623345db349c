/** What the clock does to key sets, and what their callers hear before and after. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { getKeySet } from "@/lib/services/key-sets/get";
import { keepSchedule } from "@/lib/services/key-sets/keep-schedule";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { runQuery } from "@/lib/services/run-query";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done } from "@/lib/services/testing/workspace";
import { openTeam } from "./testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const home = () => t.team.workspace;
const page = async (id: string) => done(await runQuery(getKeySet, home().as(), { id }));
const secretOf = async (id: string, version?: number) =>
  (await t.team.run(retrieveKeySetCredentials, { id, version })).secret!.reveal();
const turn = () => {
  const now = new Date();
  return keepSchedule({ now, contextIn: () => home().as({ kind: "host", name: "Schedule" }, now) });
};

const at = (date?: Date) => date?.toISOString() ?? null;

async function keySet(policy: Record<string, unknown>) {
  const made = await makeKeySetOf(home(), { policy });
  const verdict = async (key: string) =>
    (await t.verify({ key, environment: "production", api: made.api.slug })).code;
  /** Lets the dates of its LATEST come, before any gate has read it. */
  const redate = async (dates: { rotatesAt?: Date; expiresAt?: Date }) => {
    await t.hub.sql`update key_versions set activated_at = activated_at - interval '90 days',
      rotates_at = coalesce(${at(dates.rotatesAt)}::timestamptz, rotates_at),
      expires_at = coalesce(${at(dates.expiresAt)}::timestamptz, expires_at)
      where key_id = ${made.id} and latest`;
  };
  return { ...made, verdict, redate };
}

test("[1-44] [1-45] [1-47] at its date a key is replaced by itself, while both are let through; the new one is as suspended as the old", async () => {
  const set = await keySet({ overlapDays: 7 });
  const planned = new Date(Date.now() - 2 * HOUR_MS);
  const old = await secretOf(set.id);
  await set.redate({ rotatesAt: planned });
  await turn();
  const fresh = await secretOf(set.id);
  expect(fresh).not.toBe(old);
  for (const secret of [old, fresh]) expect(await set.verdict(secret)).toBe("valid");
  const rotated = (await page(set.id)).milestones.find(({ kind }) => kind === "rotation")!;
  expect(rotated).toMatchObject({ generation: 1, plannedAt: planned });
  expect(rotated.delayMs).toBeGreaterThanOrEqual(2 * HOUR_MS);

  const held = await keySet({ overlapDays: 7 });
  await t.team.run(suspendKeySet, { id: held.id });
  await held.redate({ rotatesAt: planned });
  await turn();
  expect(await page(held.id)).toMatchObject({
    status: "suspended",
    generations: [{ generation: 2, madeBy: "schedule", status: "suspended" }, { generation: 1 }],
  });
  expect(await held.verdict(await secretOf(held.id))).toBe("suspended");
});

test("[1-48] [1-49] an expired key opens nothing; where rotation and expiration fall on one day, the rotation wins", async () => {
  const expiring = await keySet({ expiration: { amount: 10, unit: "days" }, rotation: null });
  const secret = await secretOf(expiring.id);
  const expiresAt = new Date(Date.now() + 3_000);
  await expiring.redate({ expiresAt });
  expect(await expiring.verdict(secret)).toBe("valid");
  await expect.poll(() => expiring.verdict(secret)).toBe("expired");
  await turn();
  expect(await page(expiring.id)).toMatchObject({ status: "expired", generations: [{ generation: 1 }] });

  const both = await keySet({
    expiration: { amount: 10, unit: "days" },
    rotation: { amount: 10, unit: "days" },
    overlapDays: 2,
  });
  const old = await secretOf(both.id);
  // Both were due this day, at its first moment; it is later than that.
  const due = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
  await both.redate({ rotatesAt: due, expiresAt: due });
  expect(await both.verdict(old)).toBe("valid");
  await turn();
  const fresh = await secretOf(both.id);
  for (const key of [old, fresh]) expect(await both.verdict(key)).toBe("valid");
  expect(await page(both.id)).toMatchObject({
    status: "active",
    generations: [{ generation: 2 }, { generation: 1 }],
  });
});

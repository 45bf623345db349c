import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createClient } from "@/db/client";
import { provideChannels } from "@/lib/services/notices/channels";
import { editNoticeSettings } from "@/lib/services/notices/edit";
import { tryNoticeChannel } from "@/lib/services/notices/try";
import { runCommand } from "@/lib/services/run-command";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { prepareNextSigningKey } from "@/lib/services/signing-keys/prepare-next";
import { promoteNextSigningKey } from "@/lib/services/signing-keys/promote";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { done, makeWorkspace, openTestHub } from "@/lib/services/testing/workspace";
import { keepHouse, startNotices, startSchedule } from "./job";

let hub: Awaited<ReturnType<typeof openTestHub>>;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());
afterEach(() => {
  vi.useRealTimers();
});

test("the minute's turn wipes the private half of a key that has drained, in every workspace, and tells of it once", async () => {
  const later = new Date();
  const began = new Date(later.getTime() - 30 * 60_000);
  const drained: string[] = [];
  for (let n = 0; n < 2; n++) {
    const home = await makeWorkspace(hub.db);
    drained.push(done(await runCommand(generateSigningKey, home.as(), { bits: 2048 })).id);
    const { id } = done(await runCommand(prepareNextSigningKey, home.as(), { bits: 2048 }));
    done(await runCommand(promoteNextSigningKey, home.as(undefined, began), { id }));
  }
  const kept = async () => {
    const rows = await hub.sql`select id from signing_keys
      where id in ${hub.sql(drained)} and sealed_private is not null`;
    return rows.length;
  };
  await keepHouse(began);
  expect(await kept()).toBe(2);
  await Promise.all([keepHouse(later), keepHouse(later)]);
  await keepHouse(later);
  expect(await kept()).toBe(0);
  const told = await hub.sql`select actor_label, via from events where type = 'signing-key.retired'`;
  expect([...told]).toEqual(Array(2).fill({ actor_label: "Housekeeping", via: "job" }));
});

test("a workspace that cannot be kept holds up no other, and is told of", async () => {
  const began = new Date(Date.now() - 30 * 60_000);
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) {
    const home = await makeWorkspace(hub.db);
    done(await runCommand(generateSigningKey, home.as(), { bits: 2048 }));
    const { id } = done(await runCommand(prepareNextSigningKey, home.as(), { bits: 2048 }));
    done(await runCommand(promoteNextSigningKey, home.as(undefined, began), { id }));
    ids.push(home.id);
  }
  const owner = createClient(hub.ownerUrl, { max: 1 });
  try {
    await owner.unsafe(
      `create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
    );
    await owner.unsafe(`create trigger fail before insert on events for each row
      when (new.workspace_id = '${ids[1]}') execute function fail()`);
    await expect(keepHouse(new Date())).rejects.toMatchObject({
      errors: [expect.objectContaining({ message: expect.stringContaining(ids[1]!) })],
    });
  } finally {
    await owner.unsafe("drop trigger if exists fail on events; drop function if exists fail");
    await owner.end();
  }
  const rows = await hub.sql`select workspace_id from signing_keys
    where replaced_at is not null and sealed_private is not null`;
  expect(rows.map((row) => row.workspace_id)).toEqual([ids[1]]);
});

const day = 86_400_000;

/** An active key set whose rotation was due ten days ago. */
async function dueKeySet(): Promise<string> {
  const home = await makeWorkspace(hub.db);
  const then = new Date(Date.now() - 100 * day);
  return (await makeKeySetOf({ ...home, as: (actor, now = then) => home.as(actor, now) })).id;
}
const generations = async (id: string) =>
  (await hub.sql`select 1 from key_versions where key_id = ${id}`).length;
const patience = { timeout: 10_000, interval: 50 };

test("the schedule rotates by itself what is due, once by two instances at one moment, until it is stopped", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const failures: unknown[] = [];
  const both = [1, 2].map(() => startSchedule((error) => failures.push(error)));
  const id = await dueKeySet();
  expect(await generations(id)).toBe(1);
  vi.advanceTimersByTime(5_000);
  await vi.waitFor(async () => expect(await generations(id)).toBe(2), patience);
  vi.advanceTimersByTime(5_000);
  await Promise.all(both.map((schedule) => schedule.stop()));
  expect(await generations(id)).toBe(2);
  const told =
    await hub.sql`select actor_label, via from events where subject_id = ${id} and type = 'key-set.rotated'`;
  expect([...told]).toEqual([{ actor_label: "Schedule", via: "job" }]);
  const later = await dueKeySet();
  vi.advanceTimersByTime(60_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await generations(later)).toBe(1);
  expect(failures).toEqual([]);
}, 30_000);

test("a turn of the schedule that fails is told, and what was due is done by the next one", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const failures: unknown[] = [];
  const id = await dueKeySet();
  const owner = createClient(hub.ownerUrl, { max: 1 });
  await owner`alter table keys rename to keys_gone`;
  const schedule = startSchedule((error) => failures.push(error));
  try {
    vi.advanceTimersByTime(5_000);
    await vi.waitFor(() => expect(failures).toHaveLength(1), patience);
  } finally {
    await owner`alter table keys_gone rename to keys`;
    await owner.end();
  }
  await vi.waitFor(async () => {
    vi.advanceTimersByTime(5_000);
    expect(await generations(id)).toBe(2);
  }, patience);
  await schedule.stop();
  expect(failures).toHaveLength(1);
}, 30_000);

test("a mail server that never answers does not keep the hub from stopping, and the mail is brought again", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  provideChannels({ mail: { url: `smtp://127.0.0.1:${port}`, from: "k@example.com" }, webhookOrigins: [] });
  const home = await makeWorkspace(hub.db);
  done(await runCommand(editNoticeSettings, home.as(), { recipients: ["ops@example.com"] }));
  const notices = startNotices(() => {});
  try {
    await vi.waitFor(async () => {
      done(await runCommand(tryNoticeChannel, home.as(), { channel: "mail" }));
      vi.advanceTimersByTime(2_000);
      expect(sockets).not.toHaveLength(0);
    }, patience);
    const since = performance.now();
    await notices.stop();
    expect(performance.now() - since).toBeLessThan(8_000);
    const due =
      await hub.sql`select 1 from deliveries where workspace_id = ${home.id} and due_at is not null`;
    expect(due.length).toBeGreaterThan(0);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  }
}, 30_000);

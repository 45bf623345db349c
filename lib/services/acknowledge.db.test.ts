import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appendChanges, poll, registerVerifier } from "@/db/queries/feed";
import { verifiers } from "@/db/schema";
import type { Actor } from "@/lib/domain/people/actor";
import { acknowledge, settle } from "./acknowledge";
import { enrolOutpost } from "./outposts/enrol";
import { removeOutpost } from "./outposts/remove";
import { reportOfOutpost } from "./outposts/report";
import { runCommand } from "./run-command";
import { outpostReceipt } from "./testing/outpost-receipt";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "./testing/workspace";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());
beforeEach(async () => void (await hub.db.delete(verifiers)));

const change = () =>
  hub.db.transaction((tx) => appendChanges(tx, home.id, [{ kind: "key", subjectId: home.id }], new Date()));
const gate = (n: number) => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  kind: "gate",
  name: `gate ${n}`,
});

test("a withdrawal is acknowledged as soon as every live gate has reported its revision", async () => {
  await registerVerifier(hub.db, gate(1));
  await registerVerifier(hub.db, gate(2));
  const revision = await change();
  const report = (n: number, afterMs: number) =>
    setTimeout(() => void poll(hub.db, gate(n).id, revision, 10), afterMs);
  const acknowledging = acknowledge(home.as(), revision);
  report(1, 10);
  report(2, 60);
  const receipt = await acknowledging;
  expect(receipt).toMatchObject({ revision, reported: ["gate 1", "gate 2"], silent: [] });
  expect(receipt.elapsedMs).toBeGreaterThanOrEqual(50);
  expect(receipt.elapsedMs).toBeLessThan(900);
});

test("a gate that is silent is waited for until every lease has run out, and is named", async () => {
  await registerVerifier(hub.db, gate(1));
  await registerVerifier(hub.db, gate(2));
  const revision = await change();
  await poll(hub.db, gate(1).id, revision, 10);
  const receipt = await acknowledge(home.as(), revision);
  expect(receipt).toMatchObject({ reported: ["gate 1"], silent: ["gate 2"] });
  expect(receipt.elapsedMs).toBeGreaterThanOrEqual(1_000);
});

test("without a live gate there is nobody to wait for", async () => {
  expect(await acknowledge(home.as(), await change())).toMatchObject({ reported: [], silent: [] });
});

const outpost = async (name: string) => {
  const { id } = done(await runCommand(enrolOutpost, home.as(), { name }));
  const report = async (revision: number, now = new Date()) => {
    const ctx = home.as({ kind: "outpost", id, name }, now);
    done(await runCommand(reportOfOutpost, ctx, outpostReceipt({ revision })));
  };
  return { id, report };
};

test("a receipt names the Outposts that were heard of lately, and waits for them no longer than for gates", async () => {
  await registerVerifier(hub.db, gate(1));
  const [near, far, gone] = [await outpost("Near"), await outpost("Far"), await outpost("Gone")];
  await outpost("Never seen");
  const before = await change();
  await near.report(before);
  await far.report(before);
  await gone.report(before, new Date(Date.now() - 20_000));
  const revision = await change();
  await poll(hub.db, gate(1).id, revision, 10);
  setTimeout(() => void near.report(revision), 40);
  const slow = await acknowledge(home.as(), revision);
  expect(slow).toMatchObject({ reported: ["gate 1"], outposts: { reported: ["Near"], silent: ["Far"] } });
  expect(slow.elapsedMs).toBeGreaterThanOrEqual(1_000);
  expect(slow.elapsedMs).toBeLessThan(1_500);
  await far.report(revision);
  const whole = await acknowledge(home.as(), revision);
  expect(whole.outposts).toEqual({ reported: ["Far", "Near"], silent: [] });
  expect(whole.elapsedMs).toBeLessThan(900);
  for (const { id } of [near, far, gone]) done(await runCommand(removeOutpost, home.as(), { id }));
});

test("Outposts have a name on the receipt for those alone who may see Outposts; others read how many there are", async () => {
  const [near, far] = [await outpost("Near"), await outpost("Far")];
  const revision = await change();
  await near.report(revision);
  await far.report(revision - 1);
  const program = (...scopes: string[]) =>
    ({ kind: "key", id: home.id, publicId: "k", name: "Terraform", scopes }) as const;
  const told = async (actor: Actor) =>
    (await Promise.all([acknowledge(home.as(actor), revision), settle(home.as(actor))])).map(
      (receipt) => receipt.outposts,
    );
  const named = { reported: ["Near"], silent: ["Far"] };
  const seeing: Actor[] = [
    await home.member("admin"),
    program("keys:write", "outposts:read"),
    { kind: "host", name: "schedule" },
  ];
  for (const both of await Promise.all(seeing.map(told))) expect(both).toEqual([named, named]);
  const counted = { reported: [null], silent: [null] };
  const blind: Actor[] = [
    await home.member("developer"),
    await home.member("viewer"),
    program("keys:write", "outposts:write"),
  ];
  for (const both of await Promise.all(blind.map(told))) expect(both).toEqual([counted, counted]);
  for (const { id } of [near, far]) done(await runCommand(removeOutpost, home.as(), { id }));
});

test("what only asks, and withdraws nothing, waits for no Outpost", async () => {
  const { id, report } = await outpost("Slow");
  await report(0);
  await change();
  const settled = await settle(home.as());
  expect(settled.outposts).toEqual({ reported: [], silent: ["Slow"] });
  expect(settled.elapsedMs).toBeLessThan(900);
  done(await runCommand(removeOutpost, home.as(), { id }));
});

test("revisions appear in the order of the commits: no reader skips one, however many write at once", async () => {
  const from = await change();
  let applied = from;
  let running = true;
  const seen: number[] = [];
  const reader = (async () => {
    while (running || seen.length < 100) {
      const { rows } = await poll(hub.db, gate(1).id, applied, 7);
      for (const row of rows) {
        expect(row.revision).toBe(applied + 1);
        applied = row.revision;
        seen.push(row.revision);
      }
    }
  })();
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let i = 0; i < 10; i++) await change();
    }),
  );
  running = false;
  await reader;
  expect(seen).toHaveLength(100);
});

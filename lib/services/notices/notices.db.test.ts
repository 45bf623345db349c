import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { noteAttempt } from "@/db/queries/notices";
import { webhookHeaders } from "@/lib/crypto/webhook";
import { builtInRole, type RoleTable } from "@/lib/domain/people/roles";
import { Secret } from "@/lib/domain/secret";
import { createKey } from "../access-keys/create";
import { revealKey } from "../access-keys/reveal";
import { rotateKey } from "../access-keys/rotate";
import { keepSchedule } from "../key-sets/keep-schedule";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeKeySetOf } from "../testing/catalog";
import { newKey } from "../testing/samples/access-keys";
import { openSmtpSink, type SmtpSink } from "../testing/smtp-sink";
import { openWebhookReceiver, type WebhookReceiver } from "../testing/webhook-receiver";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { provideChannels } from "./channels";
import { editNoticeSettings } from "./edit";
import { giveNotices } from "./keep-giving";
import { listNoticesOf } from "./list";
import { sendDue } from "./send-due";
import { noticeSettings } from "./settings";
import { tryNoticeChannel } from "./try";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let sink: SmtpSink;
let receiver: WebhookReceiver;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  [sink, receiver] = [await openSmtpSink(), await openWebhookReceiver()];
});
beforeEach(async () => {
  home = await makeWorkspace(hub.db);
  provideChannels({
    mail: { url: sink.url, from: "keysmith@example.com" },
    webhookOrigins: [receiver.origin],
  });
});
afterEach(() => {
  sink.refuseWith(null);
  receiver.answerWith(204);
  sink.mails.length = 0;
  receiver.taken.length = 0;
});
afterAll(async () => {
  await Promise.all([sink.close(), receiver.close()]);
  await hub.close();
});

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const contextIn = (now: Date) => (workspace: string) => {
  const ctx = home.as({ kind: "host", name: "Notices" }, now);
  return { ...ctx, workspace: workspace as typeof ctx.workspace };
};
const give = (now: Date) => giveNotices({ now, contextIn: contextIn(now) });
const make = async (more: object = {}) =>
  done(await runCommand(createKey, home.as(), { ...newKey(), rotateEveryDays: 30, ...more }));
const settings = (input: object) => runCommand(editNoticeSettings, home.as(), input);
const listed = async (ctx = home.as()) => done(await runQuery(listNoticesOf, ctx, {})).notices;

test("a rotation and an expiration are told of days before, in the console, each once, on two instances too", async () => {
  const rotating = await make({ name: "Rotating" });
  const ending = await make({ name: "Ending", rotateEveryDays: null, expiration: "30" });
  const set = await makeKeySetOf(home, {
    policy: { expiration: null, rotation: { amount: 30, unit: "days" }, notifyDays: [7] },
  });
  await give(inDays(15));
  expect(await listed()).toHaveLength(0);
  await Promise.all([give(inDays(17)), give(inDays(17))]);
  await give(inDays(18));
  expect((await listed()).map(({ keyId, about, daysBefore }) => [keyId, about, daysBefore])).toEqual(
    expect.arrayContaining([
      [rotating.id, "rotation", 14],
      [ending.id, "expiration", 14],
    ]),
  );
  expect(await listed()).toHaveLength(2);
  await Promise.all([give(inDays(28)), give(inDays(28))]);
  const all = await listed();
  expect(all).toHaveLength(5);
  expect(all.filter(({ keyId }) => keyId === set.id)).toMatchObject([{ about: "rotation", daysBefore: 7 }]);
});

test("after weeks without a turn people hear the nearest notice, and not all of them", async () => {
  await make();
  await give(inDays(29));
  expect(await listed()).toMatchObject([{ daysBefore: 3 }]);
});

test("a key rotated by hand is told of at its new date, and not at the old one", async () => {
  const { id } = await make();
  await give(inDays(17));
  done(await runCommand(rotateKey, home.as(home.owner, inDays(18)), { id, overlap: 24 }));
  await give(inDays(28));
  expect(await listed()).toHaveLength(1);
  await give(inDays(18 + 17));
  expect(await listed()).toHaveLength(2);
});

test("a secret that waits is told of at once and every week, until somebody collects it", async () => {
  const { id } = await make({ expiration: "never" });
  await keepSchedule({ now: inDays(31), contextIn: contextIn(inDays(31)) });
  for (const days of [31.1, 31.2, 33, 38.5, 40]) await give(inDays(days));
  const waiting = (await listed()).filter(({ about }) => about === "uncollected");
  expect(waiting.map(({ daysBefore }) => daysBefore)).toEqual([-7, 0]);
  done(await runCommand(revealKey, home.as(home.owner, inDays(41)), { id }));
  await give(inDays(46));
  expect((await listed()).filter(({ about }) => about === "uncollected")).toHaveLength(2);
});

test("whoever sees no access keys, or key sets of their own groups alone, hears of no others", async () => {
  await make();
  await makeKeySetOf(home, {
    policy: { expiration: null, rotation: { amount: 30, unit: "days" }, notifyDays: [14] },
  });
  await give(inDays(17));
  expect(await listed()).toHaveLength(2);
  expect(await listed(home.as(await home.member("viewer")))).toMatchObject([{ kind: "key_set" }]);
  expect(await listed(home.as(await home.member("consumer")))).toHaveLength(0);
});

test("mail and webhook bring a notice once each, signed, without a secret, from two instances at one moment", async () => {
  const address = `${receiver.origin}/hook?room=ops`;
  const { secret } = done(
    await settings({ recipients: ["ops@example.com", "Ann@Example.com"], webhookUrl: address }),
  );
  const key = await make({ name: "Orders\u202e <b>" });
  await give(inDays(17));
  await Promise.all([sendDue(inDays(17)), sendDue(inDays(17))]);
  expect(await sendDue(inDays(18))).toBe(0);
  expect(sink.mails.map(({ to, from }) => [from, ...to]).sort()).toEqual([
    ["keysmith@example.com", "ann@example.com"],
    ["keysmith@example.com", "ops@example.com"],
  ]);
  expect(sink.mails[0]!.source).toMatch(/^Subject: /m);
  expect(sink.mails[0]!.source).toMatch(/^Auto-Submitted: auto-generated/m);
  const [post] = receiver.taken;
  expect(receiver.taken).toHaveLength(1);
  expect(post!.path).toBe("/hook?room=ops");
  const { notices } = JSON.parse(post!.body);
  expect(notices).toMatchObject([{ about: "rotation", key: { id: key.id, kind: "access" } }]);
  const { "webhook-id": id, "webhook-timestamp": at } = post!.headers as Record<string, string>;
  const signed = webhookHeaders(secret!, { id: id!, at: new Date(Number(at) * 1_000), body: post!.body });
  expect(post!.headers["webhook-signature"]).toBe(signed["webhook-signature"]);
  for (const text of [post!.body, ...sink.mails.map(({ source }) => source)]) {
    expect(text).not.toContain(key.secret!.reveal().slice(-20));
    expect(text).not.toContain(secret!.reveal());
  }
  const { deliveries } = done(await runQuery(noticeSettings, home.as(), {}));
  expect(deliveries).toHaveLength(3);
  expect(deliveries.every(({ deliveredAt, error }) => deliveredAt && !error)).toBe(true);
});

test("whoever may see access keys alone is told of these, and who sees key sets alone of theirs", async () => {
  const key = await make();
  const set = await makeKeySetOf(home, {
    policy: { expiration: null, rotation: { amount: 30, unit: "days" }, notifyDays: [14] },
  });
  await give(inDays(17));
  const toldTo = async (table: RoleTable) => {
    const reader = await home.member({ ...builtInRole("viewer"), table });
    return (await listed(home.as(reader))).map(({ keyId }) => keyId);
  };
  expect(await toldTo({ "access-key:view": "all" })).toEqual([key.id]);
  expect(await toldTo({ "key-set:view": "all" })).toEqual([set.id]);
  expect((await toldTo({ "access-key:view": "all", "key-set:view": "all" })).sort()).toEqual(
    [key.id, set.id].sort(),
  );
  expect(await toldTo({ "access-key:view": "all", "key-set:view": "own-group" })).toEqual([key.id]);
  const neither = await home.member({ ...builtInRole("viewer"), table: { "audit:view": "all" } });
  expect(await runQuery(listNoticesOf, home.as(neither), {})).toMatchObject({ code: "access-denied" });
});

test("of many notices given at one moment none is lost between two pages", async () => {
  const made = await Promise.all(Array.from({ length: 53 }, (_, n) => make({ name: `Worker ${n}` })));
  await give(inDays(17));
  const page = async (before: string | null) => done(await runQuery(listNoticesOf, home.as(), { before }));
  const first = await page(null);
  expect(first.notices).toHaveLength(50);
  const second = await page(first.older);
  expect(second).toMatchObject({ older: null });
  const told = [...first.notices, ...second.notices].map(({ keyId }) => keyId);
  expect(told.sort()).toEqual(made.map(({ id }) => id).sort());
});

test("what fails in one workspace keeps no other from being told", async () => {
  const [first, second] = [home, await makeWorkspace(hub.db)].sort((a, b) => (a.id < b.id ? -1 : 1));
  home = first!;
  const broken = await makeKeySetOf(first!, { policy: { expiration: null } });
  await hub.sql`update key_sets set policy = policy || '{"notifyDays": {}}' where key_id = ${broken.id}`;
  home = second!;
  await make();
  await expect(give(inDays(17))).rejects.toThrow();
  expect(await listed(second!.as())).toHaveLength(1);
  await hub.sql`update key_sets set policy = policy || '{"notifyDays": []}' where key_id = ${broken.id}`;
});

test("an attempt that outlives its lease does not undo what another has delivered", async () => {
  done(await settings({ recipients: ["ops@example.com"] }));
  await make();
  await give(inDays(17));
  await sendDue(inDays(17));
  const [{ id } = { id: "" }] = await hub.sql`select id from deliveries where workspace_id = ${home.id}`;
  await noteAttempt(hub.db, [id], { dueAt: inDays(18), error: "It took too long." });
  const { deliveries } = done(await runQuery(noticeSettings, home.as(), {}));
  expect(deliveries).toMatchObject([{ error: null, dueAt: null, deliveredAt: expect.any(Date) }]);
});

test("many notices at one moment are one mail", async () => {
  done(await settings({ recipients: ["ops@example.com"] }));
  for (let n = 0; n < 5; n++) await make({ name: `Worker ${n}` });
  await give(inDays(17));
  await sendDue(inDays(17));
  expect(sink.mails).toHaveLength(1);
  for (let n = 0; n < 5; n++) expect(sink.mails[0]!.source).toContain(`Worker ${n}`);
});

test("what does not arrive is tried again, ever more seldom, says why, and is given up after two days", async () => {
  done(await settings({ recipients: ["ops@example.com"], webhookUrl: `${receiver.origin}/` }));
  await make();
  sink.refuseWith("451 4.7.1 greylisted");
  receiver.answerWith(500);
  const start = inDays(17);
  await give(start);
  const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
  await sendDue(start);
  const shown = async () => done(await runQuery(noticeSettings, home.as(), {})).deliveries;
  expect((await shown()).map(({ error }) => error).sort()).toEqual([
    expect.stringContaining("greylisted"),
    "The receiver answered 500.",
  ]);
  expect(await sendDue(at(0.4))).toBe(0);
  sink.refuseWith(null);
  expect(await sendDue(at(0.6))).toBe(2);
  expect(sink.mails).toHaveLength(1);
  for (let minutes = 1; minutes < 4_000; minutes += 5) await sendDue(at(minutes));
  const [hook] = (await shown()).filter(({ channel }) => channel === "webhook");
  expect(hook).toMatchObject({ deliveredAt: null, dueAt: null, attempts: 9 });
  expect(receiver.taken).toHaveLength(9);
  expect(new Set(receiver.taken.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
}, 60_000);

test("an instance that ends in the midst of sending loses nothing: another tries after its lease", async () => {
  done(await settings({ recipients: ["ops@example.com"] }));
  await make();
  const at = inDays(17);
  await give(at);
  // What the ended one had claimed.
  const leaseUntil = new Date(at.getTime() + 120_000);
  await hub.sql`update deliveries set attempts = 1, due_at = ${leaseUntil.toISOString()} where workspace_id = ${home.id}`;
  expect(await sendDue(new Date(at.getTime() + 60_000))).toBe(0);
  expect(await sendDue(leaseUntil)).toBe(1);
  expect(sink.mails).toHaveLength(1);
});

test("no webhook leads into the hub's own network, whatever a name or a redirect says", async () => {
  const { port } = new URL(receiver.origin);
  for (const [webhookUrl, says] of [
    [`http://127.0.0.1:${Number(port) + 1}/`, /https/],
    ["https://localhost/hook", /private network/],
    ["https://169.254.169.254/latest", /private network/],
    ["https://[::1]/", /private network/],
    ["nonsense", /whole address/],
  ] as const)
    expect(await settings({ webhookUrl })).toMatchObject({
      kind: "invalid",
      fields: { webhookUrl: expect.stringMatching(says) },
    });
  // The name looks public, and leads to the machine itself at the moment of the connection.
  done(await settings({ webhookUrl: "https://localhost.localdomain.example.com/" }));
  await hub.sql`update notice_settings set webhook_url = ${`https://localhost:${port}/`} where workspace_id = ${home.id}`;
  await hub.sql`insert into deliveries (id, workspace_id, channel, target, created_at, attempts, due_at)
    values (gen_random_uuid(), ${home.id}, 'webhook', ${`localhost:${port}`}, now(), 0, now())`;
  await sendDue(inDays(1));
  // A redirect is an answer like any other, and not followed.
  done(await settings({ webhookUrl: `${receiver.origin}/` }));
  receiver.answerWith(302, { location: `${receiver.origin}/elsewhere` });
  done(await runCommand(tryNoticeChannel, home.as(), { channel: "webhook" }));
  await sendDue(inDays(1));
  const { deliveries } = done(await runQuery(noticeSettings, home.as(), {}));
  expect(deliveries.map(({ error }) => error)).toEqual(
    expect.arrayContaining([expect.stringContaining("private network"), "The receiver answered 302."]),
  );
  expect(receiver.taken.map(({ path }) => path)).toEqual(["/"]);
});

test("a trial goes the way of notices and is not repeated; without a server or a place to go it says so", async () => {
  expect(await runCommand(tryNoticeChannel, home.as(), { channel: "webhook" })).toMatchObject({
    code: "nowhere-to-send",
  });
  done(await settings({ recipients: ["ops@example.com"] }));
  done(await runCommand(tryNoticeChannel, home.as(), { channel: "mail" }));
  sink.refuseWith("550 no such user");
  await sendDue(inDays(1));
  expect(await sendDue(inDays(5))).toBe(0);
  const [failed] = done(await runQuery(noticeSettings, home.as(), {})).deliveries;
  expect(failed).toMatchObject({ error: expect.stringContaining("no such user"), dueAt: null });
  provideChannels({ mail: null, webhookOrigins: [] });
  expect(await runCommand(tryNoticeChannel, home.as(), { channel: "mail" })).toMatchObject({
    code: "mail-not-set-up",
  });
});

test("the webhook's secret is told once, kept sealed, and another with another address", async () => {
  const first = done(await settings({ webhookUrl: `${receiver.origin}/a` })).secret!;
  expect(done(await settings({ days: [10] })).secret).toBeNull();
  const [kept] = await hub.sql`select webhook_secret from notice_settings where workspace_id = ${home.id}`;
  expect(kept!.webhook_secret).toMatch(/^v1\./);
  expect(kept!.webhook_secret).not.toContain(first.reveal().slice(6));
  const other = done(await settings({ webhookUrl: `${receiver.origin}/b` })).secret!;
  expect(other).toBeInstanceOf(Secret);
  expect(other.reveal()).not.toBe(first.reveal());
  const told = await hub.sql`select before::text || after::text as text from events
    where workspace_id = ${home.id} and type = 'notice.settings-edited'`;
  expect(told).toHaveLength(3);
  expect(JSON.stringify(told)).not.toMatch(/whsec|\/hook|\/a"/);
  expect(done(await settings({ webhookUrl: null }))).toMatchObject({ webhookUrl: null, secret: null });
});

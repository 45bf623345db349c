import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  bundleEnd,
  bundleHead,
  type OutpostReceipt,
  type OutpostVersion,
  outpostVersion,
} from "@/lib/contracts/outposts";
import { digestOf } from "@/lib/crypto/digest";
import { createKey } from "../access-keys/create";
import { deleteKey } from "../access-keys/delete";
import { disableKey } from "../access-keys/disable";
import { revokeKey } from "../access-keys/revoke";
import { disableMember } from "../people/disable-member";
import { createPersonal } from "../personal-keys/create";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { generateSigningKey } from "../signing-keys/generate";
import { makeApi, makeKeySetOf } from "../testing/catalog";
import { outpostReceipt } from "../testing/outpost-receipt";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { revokeToken } from "../tokens/revoke-token";
import { outpostBundle } from "./bundle";
import { outpostChanges } from "./changes";
import { enrolOutpost } from "./enrol";
import { listOutpostsOf } from "./list";
import { outpostByToken } from "./live";
import { reEnrolOutpost } from "./re-enrol";
import { removeOutpost } from "./remove";
import { reportOfOutpost } from "./report";
import { resetAllOutposts, resetOutpost } from "./reset";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db, ["orders:write"]);
});
afterAll(() => hub.close());

const enrol = async (of = home, name = `Outpost ${randomUUID().slice(0, 8)}`) => {
  const made = done(await runCommand(enrolOutpost, of.as(), { name, environment: "production" }));
  const { id, token } = made;
  return { id, name, token: token!.reveal(), as: (now?: Date) => of.as({ kind: "outpost", id, name }, now) };
};
type Enrolled = Awaited<ReturnType<typeof enrol>>;
const key = async (of = home) => {
  const input = { name: "Orders", environment: "production", expiration: "90", scopes: ["orders:write"] };
  const made = done(await runCommand(createKey, of.as(), input));
  return { id: made.id, text: made.secret!.reveal() };
};

/** The lines of a bundle. */
async function bundleOf(outpost: Enrolled) {
  const { send } = done(await runQuery(outpostBundle, outpost.as(), {}));
  let etag = "";
  let text = "";
  await send({
    begin(named) {
      etag = named;
      return true;
    },
    async write(lines) {
      text += lines;
    },
  });
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  const versions = lines.slice(1, -1).map((line) => outpostVersion.parse(line));
  return { etag, head: bundleHead.parse(lines[0]), versions, end: bundleEnd.parse(lines.at(-1)) };
}
const ofKey = (versions: OutpostVersion[], id: string) =>
  versions.filter(({ record }) => record.keyId === id);
const changesOf = async (outpost: Enrolled, since: number, generation = 1) =>
  done(await runQuery(outpostChanges, outpost.as(), { generation, since }));

const report = async (outpost: Enrolled, more: Partial<OutpostReceipt> = {}, now?: Date) =>
  done(await runCommand(reportOfOutpost, outpost.as(now), outpostReceipt(more)));
const shown = async (outpost: Enrolled, now?: Date) => {
  const { outposts } = done(await runQuery(listOutpostsOf, home.as(undefined, now), {}));
  return outposts.find(({ id }) => id === outpost.id);
};

test("an Outpost is enrolled with a token that is told once, and of which only the digest is kept", async () => {
  const outpost = await enrol();
  expect(outpost.token).toMatch(/^ks_oproduction_/);
  expect(await outpostByToken(outpost.token)).toMatchObject({ id: outpost.id, workspaceId: home.id });
  const [row] =
    await hub.sql`select token_digest, to_json(o)::text as all from outposts o where id = ${outpost.id}`;
  expect(row!.token_digest).toEqual(digestOf(outpost.token));
  expect(row!.all).not.toContain(outpost.token.slice(-20));
  const [event] =
    await hub.sql`select type, after::text as after from events where subject_id = ${outpost.id}`;
  expect(event).toMatchObject({ type: "outpost.enrolled" });
  expect(event!.after).not.toContain(outpost.token.slice(-20));
});

test("the same submit enrols one Outpost, and tells no second token", async () => {
  const ctx = { ...home.as(), idempotencyKey: randomUUID() };
  const input = { name: "Once" };
  const first = done(await runCommand(enrolOutpost, ctx, input));
  expect(done(await runCommand(enrolOutpost, ctx, input))).toMatchObject({ id: first.id, token: null });
});

test("a name is used once, and an environment must be one of the workspace", async () => {
  await enrol(home, "Edge");
  expect(await runCommand(enrolOutpost, home.as(), { name: "edge" })).toMatchObject({
    code: "outpost-name-taken",
  });
  expect(await runCommand(enrolOutpost, home.as(), { name: "Far", environment: "mars" })).toMatchObject({
    kind: "invalid",
    fields: { environment: expect.any(String) },
  });
  await enrol(await makeWorkspace(hub.db), "Edge");
});

test("a new token ends the old one, and a removed Outpost has none", async () => {
  const outpost = await enrol();
  const again = done(await runCommand(reEnrolOutpost, home.as(), { id: outpost.id }));
  expect(await outpostByToken(outpost.token)).toBeNull();
  const token = again.token!.reveal();
  expect(await outpostByToken(token)).toMatchObject({ id: outpost.id, generation: 2 });
  done(await runCommand(removeOutpost, home.as(), { id: outpost.id }));
  expect(await outpostByToken(token)).toBeNull();
  expect(await shown(outpost)).toBeUndefined();
  expect(await runCommand(reportOfOutpost, outpost.as(), outpostReceipt())).toMatchObject({
    code: "not-found",
  });
  expect(await runQuery(outpostBundle, outpost.as(), {})).toMatchObject({ code: "not-found" });
  const gone = { id: outpost.id };
  expect(await runCommand(reEnrolOutpost, home.as(), gone)).toMatchObject({ code: "not-found" });
  expect(await runCommand(removeOutpost, home.as(), gone)).toMatchObject({ code: "not-found" });
  expect(await runCommand(resetOutpost, home.as(), gone)).toMatchObject({ code: "not-found" });
  await enrol(home, outpost.name);
});

test("a bundle is the whole state of one workspace, of one revision, and ends with its count", async () => {
  const away = await makeWorkspace(hub.db, ["orders:write"]);
  await key(away);
  done(await runCommand(generateSigningKey, home.as(), { bits: 2048 }));
  const [good, revoked, deleted] = [await key(), await key(), await key()];
  done(await runCommand(revokeKey, home.as(), { id: revoked.id, reason: "leaked" }));
  done(await runCommand(deleteKey, home.as(), { id: deleted.id }));
  const outpost = await enrol();
  const { head, versions, end, etag } = await bundleOf(outpost);
  expect(etag).toBe(`"1.${head.revision}"`);
  expect(end.versions).toBe(versions.length);
  expect(head).toMatchObject({
    outpost: { id: outpost.id, name: outpost.name, environment: "production" },
    workspace: { id: home.id, slug: home.slug },
    issuer: expect.stringContaining(`/w/${home.slug}`),
    signing_keys: [{ state: "active", ends_at: null }],
    canary: null,
  });
  expect(ofKey(versions, good.id)).toMatchObject([
    {
      digest: digestOf(good.text).toString("base64"),
      record: { kind: "access", scopes: ["orders:write"], held: false, revokedAt: null, owner: null },
    },
  ]);
  expect(ofKey(versions, revoked.id)).toMatchObject([{ record: { revokedAt: expect.any(String) } }]);
  expect(ofKey(versions, deleted.id)).toEqual([]);
  expect(new Set(versions.map(({ record }) => record.workspaceId))).toEqual(new Set([home.id]));
});

test("a line that the database wrote says the same as one that was written here", async () => {
  const outpost = await enrol();
  const { head } = await bundleOf(outpost);
  const name = 'Zoë \\ "quoted" \u2028 \u{1F511}';
  const input = { name, environment: "production", expiration: "90", scopes: ["orders:write"] };
  const made = done(await runCommand(createKey, home.as(), input));
  const [revoked, held] = [await key(), await key()];
  done(await runCommand(revokeKey, home.as(), { id: revoked.id, reason: "leaked" }));
  done(await runCommand(disableKey, home.as(), { id: held.id }));
  const answer = await changesOf(outpost, head.revision);
  if (answer.kind !== "changes") throw new Error(answer.kind);
  const { versions } = await bundleOf(outpost);
  expect(answer.change.keys.map(({ keyId }) => keyId).sort()).toEqual([made.id, revoked.id, held.id].sort());
  for (const { keyId, versions: written } of answer.change.keys) {
    expect(written).toHaveLength(1);
    expect(ofKey(versions, keyId)).toEqual(written);
  }
  expect(ofKey(versions, made.id)[0]!.record).toMatchObject({ name, expiresAt: expect.any(String) });
});

test("a bundle shows one moment: what changes while it is sent comes with the changes", async () => {
  const outpost = await enrol();
  const early = await key();
  const { send } = done(await runQuery(outpostBundle, outpost.as(), {}));
  let text = "";
  await send({
    begin: () => true,
    async write(lines) {
      if (text === "") done(await runCommand(disableKey, home.as(), { id: early.id }));
      text += lines;
    },
  });
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { revision } = bundleHead.parse(lines[0]);
  const told = lines.slice(1, -1).map((line) => outpostVersion.parse(line));
  expect(ofKey(told, early.id)).toMatchObject([{ record: { held: false } }]);
  expect(await changesOf(outpost, revision)).toMatchObject({
    change: {
      revision: revision + 1,
      keys: [{ keyId: early.id, versions: [{ record: { held: true } }] }],
      head: null,
    },
  });
});

test("who has the state already is not sent it again", async () => {
  const outpost = await enrol();
  const { send } = done(await runQuery(outpostBundle, outpost.as(), {}));
  const pieces: string[] = [];
  expect(await send({ begin: () => false, write: async (lines) => void pieces.push(lines) })).toBe(true);
  expect(pieces).toEqual([]);
});

test("a personal key goes with its person, and stops with them", async () => {
  const outpost = await enrol();
  const person = await home.member("developer");
  const made = done(await runCommand(createPersonal, home.as(person), { name: "Laptop", expiration: "30" }));
  const { head, versions } = await bundleOf(outpost);
  expect(ofKey(versions, made.id)).toMatchObject([
    { record: { kind: "personal", held: false, owner: { userId: person.id, role: "developer" } } },
  ]);
  done(await runCommand(disableMember, home.as(), { userId: person.id }));
  expect(await changesOf(outpost, head.revision)).toMatchObject({
    change: { keys: [{ keyId: made.id, versions: [{ record: { held: true } }] }] },
  });
});

test("changes name each key once, forget the deleted, bring the head where it changed, and no neighbour's", async () => {
  const away = await makeWorkspace(hub.db, ["orders:write"]);
  const outpost = await enrol();
  const { head } = await bundleOf(outpost);
  expect(await changesOf(outpost, head.revision)).toMatchObject({
    change: { revision: head.revision, keys: [], head: null },
  });
  const [kept, gone] = [await key(), await key()];
  done(await runCommand(disableKey, home.as(), { id: kept.id }));
  done(await runCommand(deleteKey, home.as(), { id: gone.id }));
  await key(away);
  const answer = await changesOf(outpost, head.revision);
  if (answer.kind !== "changes") throw new Error(answer.kind);
  const versionsOf = new Map(answer.change.keys.map(({ keyId, versions }) => [keyId, versions.length]));
  expect(versionsOf).toEqual(
    new Map([
      [kept.id, 1],
      [gone.id, 0],
    ]),
  );
  expect(answer.change).toMatchObject({ revision: head.revision + 5, head: null });
  const program = home.as({ kind: "host", name: "test" });
  const jti = randomUUID();
  const until = new Date(Date.now() + 60_000).toISOString();
  const { record } = (await bundleOf(outpost)).versions[0]!;
  done(await runCommand(revokeToken, program, { jti, until, clientId: record.publicId }));
  expect(await changesOf(outpost, answer.change.revision)).toMatchObject({
    change: { keys: [], head: { revoked_tokens: expect.arrayContaining([{ jti, until }]) } },
  });
});

test("an Outpost that cannot be brought up to date by changes is told to fetch the bundle", async () => {
  const outpost = await enrol();
  const { head } = await bundleOf(outpost);
  expect(await changesOf(outpost, head.revision, 2)).toEqual({ kind: "bundle-needed" });
  expect(await changesOf(outpost, head.revision + 1)).toEqual({ kind: "bundle-needed" });
  await key();
  const [{ saved }] = (await hub.sql`select json_agg(feed)::text as saved from feed`) as unknown as [
    { saved: string },
  ];
  await hub.sql`delete from feed`;
  expect(await changesOf(outpost, head.revision)).toEqual({ kind: "bundle-needed" });
  await hub.sql`insert into feed select * from json_populate_recordset(null::feed, ${saved}::text::json)`;
  expect(await changesOf(outpost, head.revision)).toMatchObject({ kind: "changes" });
});

test("[0-30] [0-31] a reset moves the generation, is told to verifiers and the audit log, and is answered by a receipt", async () => {
  const away = await makeWorkspace(hub.db, ["orders:write"]);
  const [one, two, foreign] = [await enrol(), await enrol(), await enrol(away)];
  for (const outpost of [one, two]) await report(outpost, { revision: 1_000_000 });
  expect(await shown(one)).toMatchObject({ state: "online" });
  const [{ before }] = (await hub.sql`select revision as before from feed_head`) as unknown as [
    { before: string },
  ];
  const { outposts } = done(await runCommand(resetOutpost, home.as(), { id: one.id }));
  expect(outposts).toEqual([{ id: one.id, name: one.name, generation: 2 }]);
  expect(await hub.sql`select kind, subject_id from feed where revision > ${before}`).toEqual([
    { kind: "outpost", subject_id: one.id },
  ]);
  expect(await shown(one)).toMatchObject({ state: "behind" });
  expect(await shown(two)).toMatchObject({ state: "online" });
  expect((await bundleOf(one)).head.generation).toBe(2);
  await report(one, { generation: 2, revision: 1_000_000 });
  expect(await shown(one)).toMatchObject({ state: "online", appliedGeneration: 2 });
  const all = done(await runCommand(resetAllOutposts, home.as(), {}));
  expect(all.outposts).toContainEqual({ id: one.id, name: one.name, generation: 3 });
  expect(all.outposts).toContainEqual({ id: two.id, name: two.name, generation: 2 });
  expect(await hub.sql`select generation from outposts where id = ${foreign.id}`).toEqual([
    { generation: 1 },
  ]);
  const [told] = await hub.sql`
    select count(*)::int as resets from events where type = 'outpost.reset' and subject_id in (${one.id}, ${two.id})`;
  expect(told).toEqual({ resets: 3 });
  const empty = await makeWorkspace(hub.db);
  expect(await runCommand(resetAllOutposts, empty.as(), {})).toMatchObject({ code: "no-outposts" });
});

test("an Outpost is unknown until it reports, online while it keeps up, and unknown again when it falls silent", async () => {
  const outpost = await enrol();
  expect(await shown(outpost)).toMatchObject({ state: "unknown", lastSeenAt: null });
  const { head } = await bundleOf(outpost);
  const canary = { kid: "k", verified: false, error: "no such key" };
  await report(outpost, { revision: head.revision, kids: ["k"], clock_skew_ms: -1_500, canary });
  expect(await shown(outpost)).toMatchObject({
    state: "online",
    appliedRevision: head.revision,
    kids: ["k"],
    version: "0.1.0",
    clockSkewMs: -1_500,
    canaryKid: "k",
    canaryVerified: false,
    canaryError: "no such key",
  });
  await key();
  expect(await shown(outpost)).toMatchObject({ state: "online" });
  const later = new Date(Date.now() + 6_000);
  expect(await shown(outpost, later)).toMatchObject({ state: "behind" });
  expect(await shown(outpost, new Date(Date.now() + 20_000))).toMatchObject({ state: "unknown" });
  const events = await hub.sql`select type from events where subject_id = ${outpost.id} order by seq`;
  expect(events.map(({ type }) => type)).toEqual(["outpost.enrolled", "outpost.connected"]);
});

test("what it was started with is shown, and whether key sets come in with that, until it has another token", async () => {
  const outpost = await enrol();
  const { slug } = await makeApi(home);
  const everywhere = done(await runCommand(enrolOutpost, home.as(), { name: `Every ${randomUUID()}` }));
  const { id, name } = everywhere;
  const wide = { id, name, token: "", as: (now?: Date) => home.as({ kind: "outpost", id, name }, now) };
  expect(await shown(outpost)).toMatchObject({ api: null, keySets: null });
  for (const [of, api, said] of [
    [outpost, slug, { api: slug, keySets: "open" }],
    [outpost, "nowhere-v1", { api: "nowhere-v1", keySets: "outpost_api_unknown" }],
    [outpost, null, { api: null, keySets: "outpost_without_api" }],
    [outpost, undefined, { api: null, keySets: null }],
    [wide, slug, { api: slug, keySets: "outpost_without_environment" }],
  ] as const) {
    await report(of, { api });
    expect(await shown(of)).toMatchObject(said);
  }
  done(await runCommand(reEnrolOutpost, home.as(), { id }));
  expect(await shown(wide)).toMatchObject({ api: null, keySets: null });
});

test("an API that is added is told to every Outpost, and a key set with its application", async () => {
  const outpost = await enrol();
  const { head } = await bundleOf(outpost);
  const { slug } = await makeApi(home);
  expect(head.apis).not.toContain(slug);
  expect(await changesOf(outpost, head.revision)).toMatchObject({
    change: { keys: [], head: { apis: expect.arrayContaining([slug]) } },
  });
  const set = await makeKeySetOf(home);
  const whole = await bundleOf(outpost);
  expect(new Set(whole.head.apis)).toEqual(new Set([...head.apis, slug, set.api.slug]));
  const told = ofKey(whole.versions, set.id);
  expect(told).toMatchObject([{ record: { applicationId: set.application.id, apis: [set.api.slug] } }]);
  const answer = await changesOf(outpost, head.revision);
  if (answer.kind !== "changes") throw new Error(answer.kind);
  expect(answer.change.keys.find(({ keyId }) => keyId === set.id)).toEqual({ keyId: set.id, versions: told });
  const { id } = await key();
  expect(ofKey((await bundleOf(outpost)).versions, id)).toMatchObject([{ record: { applicationId: null } }]);
});

test("an Outpost was last seen when it was seen last, whatever the order in which its receipts are written", async () => {
  const outpost = await enrol();
  const [earlier, later] = [new Date("2026-04-01T09:30:00.000Z"), new Date("2026-04-01T09:30:01.000Z")];
  for (const at of [later, earlier]) await report(outpost, {}, at);
  expect(await shown(outpost, later)).toMatchObject({ lastSeenAt: later });
});

test("a gate whose clock is far ahead does not make an Outpost be seen in the future for long", async () => {
  const outpost = await enrol();
  const [ahead, now] = [new Date("2026-04-01T10:30:00.000Z"), new Date("2026-04-01T09:30:00.000Z")];
  for (const at of [ahead, now]) await report(outpost, {}, at);
  expect(await shown(outpost, now)).toMatchObject({ lastSeenAt: new Date("2026-04-01T09:30:05.000Z") });
});

test("counts of a batch count once, under the Outpost's name, and never ahead of the hub's clock", async () => {
  const outpost = await enrol();
  const { id: keyId } = await key();
  const [version] = await hub.sql`select id from key_versions where key_id = ${keyId}`;
  const of = { keyId, versionId: version!.id as string };
  const now = new Date("2026-04-01T09:30:00.000Z");
  const row = { ...of, hour: "2026-04-01T09:00:00Z", calls: 2, lastAt: "2026-04-01T09:20:00Z" };
  const caller = {
    ...of,
    ip: "203.0.113.7",
    userAgent: "shop/1.0",
    calls: 2,
    firstAt: row.lastAt,
    lastAt: row.lastAt,
  };
  const counts = (batch: number) => ({
    usage: {
      batch,
      rows: [
        { ...row, outcome: "valid" as const },
        { ...row, outcome: "revoked" as const, hour: "2031-01-01T00:00:00Z", lastAt: "2031-01-01T00:30:00Z" },
      ],
      callers: [caller, caller],
    },
    requests: { allowed: 2, denied: 1 },
  });
  expect(await report(outpost, counts(7), now)).toEqual({ taken: true });
  expect(await report(outpost, counts(7), now)).toEqual({ taken: false });
  expect(await report(outpost, counts(1), now)).toEqual({ taken: true });
  const used = await hub.sql`
    select outcome, calls::int from usage where verifier_id = ${outpost.id} order by outcome`;
  expect(used.map(({ outcome, calls }) => [outcome, calls])).toEqual([
    ["revoked", 4],
    ["valid", 4],
  ]);
  const [late] = await hub.sql`
    select count(*)::int as rows from usage where verifier_id = ${outpost.id} and (hour > ${now.toISOString()} or last_at > ${now.toISOString()})`;
  expect(late).toEqual({ rows: 0 });
  const [called] = await hub.sql`select calls::int from callers where verifier_id = ${outpost.id}`;
  expect(called).toEqual({ calls: 8 });
  expect(await shown(outpost)).toMatchObject({ requestsAllowed: 4, requestsDenied: 2 });
  const [touched] = await hub.sql`select last_used_at is not null as used from keys where id = ${keyId}`;
  expect(touched).toEqual({ used: true });
});

test("what an Outpost says of another workspace's key changes nothing there", async () => {
  const away = await makeWorkspace(hub.db, ["orders:write"]);
  const { id: keyId } = await key(away);
  const outpost = await enrol();
  const at = "2026-04-01T09:00:00Z";
  const rows = [
    { keyId, versionId: randomUUID(), hour: at, outcome: "valid" as const, calls: 1, lastAt: at },
  ];
  await report(outpost, { usage: { batch: 1, rows, callers: [] } });
  expect(await hub.sql`select last_used_at from keys where id = ${keyId}`).toEqual([{ last_used_at: null }]);
  const [row] = await hub.sql`select count(*)::int as rows from usage where workspace_id = ${away.id}`;
  expect(row).toEqual({ rows: 0 });
});

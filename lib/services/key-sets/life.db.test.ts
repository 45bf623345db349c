import { afterAll, beforeAll, expect, test } from "vitest";
import { findRecord } from "@/db/queries/key-records";
import { digestOf } from "@/lib/crypto/digest";
import { activateApplication } from "../applications/activate";
import { suspendApplication } from "../applications/suspend";
import { editPolicyTemplate } from "../policy-templates/edit";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import { makeGroup, makeKeySetOf } from "../testing/catalog";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "../testing/workspace";
import { getKeySet } from "./get";
import { listKeySets } from "./list";
import { regenerateKeySet } from "./regenerate";
import { renameKeySet } from "./rename";
import { resumeKeySet } from "./resume";
import { retrieveKeySetCredentials } from "./retrieve";
import { revokeKeySet } from "./revoke";
import { suspendKeySet } from "./suspend";

let hub: Awaited<ReturnType<typeof openTestHub>>;
let home: TestWorkspace;
beforeAll(async () => {
  hub = await openTestHub();
  home = await makeWorkspace(hub.db);
});
afterAll(() => hub.close());

const page = async (id: string, at = new Date()) =>
  done(await runQuery(getKeySet, home.as(home.owner, at), { id }));
const suspend = (id: string) => runCommand(suspendKeySet, home.as(), { id });
const resume = (id: string) => runCommand(resumeKeySet, home.as(), { id });
const retrieve = (id: string, actor: Parameters<TestWorkspace["as"]>[0] = home.owner) =>
  runCommand(retrieveKeySetCredentials, home.as(actor), { id });
const textOf = async (id: string) => done(await retrieve(id)).secret!.reveal();
const recordOf = async (text: string) => (await findRecord(hub.db, digestOf(text)))!;
const revoked = async (text: string) => (await recordOf(text)).revokedAt !== null;
const eventsOf = async (id: string) =>
  (await hub.sql`select type from events where subject_id = ${id} order by seq`).map(({ type }) => type);

test("a key set's page tells its status, its policy, and which of its keys is LATEST", async () => {
  const { id, api, application, subscription } = await makeKeySetOf(home);
  const shown = await page(id);
  expect(shown).toMatchObject({
    status: "active",
    authType: "api_key",
    environment: "production",
    application: { id: application.id, suspended: false },
    policy: { rotation: { amount: 90, unit: "days" }, expiration: { amount: 12, unit: "months" } },
    generations: [{ generation: 1, latest: true, status: "active", retrieval: null, madeBy: "created" }],
    authorizedApis: [{ id: api.id, subscription: { id: subscription.id, status: "active" } }],
  });
  expect(JSON.stringify(shown)).not.toMatch(/sealed|digest/i);
  const pending = await makeKeySetOf(home, { approval: "manual" });
  expect(await page(pending.id)).toMatchObject({
    status: "pending",
    generations: [{ retrieval: "key-set-pending", tail: "" }],
    moves: { disable: "key-set-pending", regenerate: "key-set-pending" },
  });
});

test("credentials are retrieved again and again, also while suspended, and each reading is in the log", async () => {
  const { id } = await makeKeySetOf(home);
  const text = await textOf(id);
  expect((await recordOf(text)).keyId).toBe(id);
  done(await suspend(id));
  expect(await textOf(id)).toBe(text);
  expect((await eventsOf(id)).filter((type) => type === "key-set.retrieved")).toHaveLength(2);
});

test("a secret that is shown once is given to exactly one of fifty who ask at the same moment, and then wiped", async () => {
  const { id } = await makeKeySetOf(home, { policy: { retrievable: false } });
  const answers = await Promise.all(Array.from({ length: 50 }, () => retrieve(id)));
  const got = answers.filter(({ kind }) => kind === "done");
  expect(got).toHaveLength(1);
  for (const answer of answers.filter(({ kind }) => kind !== "done"))
    expect(answer).toMatchObject({ kind: "refused", code: "secret-collected" });
  const rows = await hub.sql`select sealed_secret, revealed_at from key_versions where key_id = ${id}`;
  expect(rows[0]).toMatchObject({ sealed_secret: null, revealed_at: expect.anything() });
}, 60_000);

test("a suspended key set is held until it is activated; what fails is tried again", async () => {
  const { id } = await makeKeySetOf(home);
  const text = await textOf(id);
  const answer = await suspend(id);
  expect(answer).toMatchObject({ kind: "done", receipt: { silent: [] } });
  expect((await recordOf(text)).held).toBe(true);
  expect(await suspend(id)).toMatchObject({ kind: "refused", code: "key-set-already-suspended" });
  done(await resume(id));
  expect((await recordOf(text)).held).toBe(false);
  expect(await resume(id)).toMatchObject({ kind: "refused", code: "key-set-not-suspended" });
  expect(await eventsOf(id)).toEqual(expect.arrayContaining(["key-set.suspended", "key-set.activated"]));
});

test("under a suspended application no key set is activated by itself", async () => {
  const { id, application } = await makeKeySetOf(home);
  done(await runCommand(suspendApplication, home.as(), { id: application.id }));
  expect(await page(id)).toMatchObject({ status: "suspended", moves: { enable: "application-suspended" } });
  expect(await resume(id)).toMatchObject({ kind: "refused", code: "application-suspended" });
  done(await runCommand(activateApplication, home.as(), { id: application.id }));
  expect((await page(id)).status).toBe("active");
});

test("regenerating revokes the old key and issues a new one, suspended where the old one was", async () => {
  const { id } = await makeKeySetOf(home);
  const old = await textOf(id);
  done(await suspend(id));
  const fresh = done(await runCommand(regenerateKeySet, home.as(), { id, version: 1 }));
  const text = await textOf(id);
  expect(text).not.toBe(old);
  expect(text).toContain(fresh.publicId);
  expect([await revoked(old), await revoked(text)]).toEqual([true, false]);
  const shown = await page(id);
  expect(shown).toMatchObject({
    status: "suspended",
    generations: [
      { generation: 2, latest: true, status: "suspended", madeBy: "regenerated", retrieval: null },
      { generation: 1, latest: false, status: "revoked", retrieval: "secret-wiped" },
    ],
  });
  expect(shown.milestones).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: "revocation", generation: 1, reason: "superseded" }),
      expect.objectContaining({
        kind: "rotation",
        generation: 2,
        actualAt: null,
        plannedAt: shown.rotatesAt,
      }),
      expect.objectContaining({ kind: "expiration", generation: 2, plannedAt: shown.expiresAt }),
    ]),
  );
});

test("neither against the policy nor of an older key is anything regenerated", async () => {
  const { id } = await makeKeySetOf(home, { policy: { manualRegeneration: false } });
  expect((await page(id)).moves.regenerate).toBe("regeneration-not-allowed");
  expect(await runCommand(regenerateKeySet, home.as(), { id })).toMatchObject({
    code: "regeneration-not-allowed",
  });
  const two = await makeKeySetOf(home);
  done(await runCommand(regenerateKeySet, home.as(), { id: two.id, version: 1 }));
  expect(await runCommand(regenerateKeySet, home.as(), { id: two.id, version: 1 })).toMatchObject({
    code: "version-not-latest",
  });
});

test("two who regenerate what they both see make one new key between them", async () => {
  const { id } = await makeKeySetOf(home);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => runCommand(regenerateKeySet, home.as(), { id, version: 1 })),
  );
  expect(answers.filter(({ kind }) => kind === "done")).toHaveLength(1);
  expect((await page(id)).generations).toHaveLength(2);
});

test("a policy that was to come with the next key counts once it is regenerated", async () => {
  const { id, template } = await makeKeySetOf(home);
  const edit = { id: template.id, overlapDays: 3, existing: "adopt-at-next-rotation" };
  done(await runCommand(editPolicyTemplate, home.as(), edit));
  expect(await page(id)).toMatchObject({ policy: { overlapDays: 7 }, nextPolicy: { overlapDays: 3 } });
  done(await runCommand(regenerateKeySet, home.as(), { id }));
  expect(await page(id)).toMatchObject({ policy: { overlapDays: 3 }, nextPolicy: null });
});

test("revoking is for good: from active and from suspended, its instant on the timeline", async () => {
  for (const before of [null, suspend]) {
    const { id } = await makeKeySetOf(home);
    const text = await textOf(id);
    if (before) done(await before(id));
    done(await runCommand(revokeKeySet, home.as(), { id, reason: "leaked" }));
    expect(await revoked(text)).toBe(true);
    const shown = await page(id);
    expect(shown).toMatchObject({ status: "revoked", generations: [{ retrieval: "secret-wiped" }] });
    expect(shown.milestones).toContainEqual(
      expect.objectContaining({ kind: "revocation", reason: "leaked", actualAt: expect.any(Date) }),
    );
    for (const move of [resume, suspend]) expect(await move(id)).toMatchObject({ code: "key-set-revoked" });
    expect(await retrieve(id)).toMatchObject({ code: "secret-wiped" });
  }
});

test("a key set gets another name", async () => {
  const { id } = await makeKeySetOf(home);
  done(await runCommand(renameKeySet, home.as(), { id, name: "The shop's own" }));
  expect((await page(id)).name).toBe("The shop's own");
});

test("a role reaches the key sets of its own groups, and does what the role may", async () => {
  const developer = await home.member("developer");
  const consumer = await home.member("consumer");
  const viewer = await home.member("viewer");
  const group = await makeGroup(home, developer, consumer);
  const ours = await makeKeySetOf(home, { application: { groupId: group.id } });
  const theirs = await makeKeySetOf(home);
  for (const actor of [developer, consumer]) {
    const list = done(await runQuery(listKeySets, home.as(actor), {}));
    expect(list).toMatchObject({ total: 1, rows: [{ id: ours.id }] });
    expect(await runQuery(getKeySet, home.as(actor), { id: theirs.id })).toMatchObject({ code: "not-found" });
    expect(await retrieve(theirs.id, actor)).toMatchObject({ code: "not-found" });
    expect((await retrieve(ours.id, actor)).kind).toBe("done");
  }
  const as = (actor: typeof developer) => home.as(actor);
  expect(await runCommand(suspendKeySet, as(developer), { id: theirs.id })).toMatchObject({
    code: "not-found",
  });
  done(await runCommand(suspendKeySet, as(developer), { id: ours.id }));
  done(await runCommand(resumeKeySet, as(developer), { id: ours.id }));
  done(await runCommand(regenerateKeySet, as(developer), { id: ours.id }));
  for (const [card, actor] of [
    [suspendKeySet, consumer],
    [resumeKeySet, consumer],
    [regenerateKeySet, consumer],
    [retrieveKeySetCredentials, viewer],
    [suspendKeySet, viewer],
  ] as const)
    expect(await runCommand(card, as(actor), { id: ours.id })).toMatchObject({ code: "access-denied" });
  const revoke = { id: ours.id, reason: "other" };
  expect(await runCommand(revokeKeySet, as(developer), revoke)).toMatchObject({ code: "access-denied" });
  expect(done(await runQuery(listKeySets, as(viewer), {})).total).toBeGreaterThan(1);
});

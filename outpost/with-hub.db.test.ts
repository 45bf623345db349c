/** An Outpost and the hub as they are, over HTTP and a real PostgreSQL. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openTeam, Team } from "@/gate/testing/open-gate";
import { Secret } from "@/lib/domain/secret";
import { deleteKey } from "@/lib/services/access-keys/delete";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { keyUsage } from "@/lib/services/access-keys/usage";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { removeOutpost } from "@/lib/services/outposts/remove";
import { resetOutpost } from "@/lib/services/outposts/reset";
import { runQuery } from "@/lib/services/run-query";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { done, makeWorkspace } from "@/lib/services/testing/workspace";
import { changeWorkspace } from "@/lib/services/workspaces/edit";
import { silentLog } from "./log";
import { Outpost } from "./outpost";

let t: Awaited<ReturnType<typeof openTeam>>;
const folder = mkdtempSync(join(tmpdir(), "keysmith-outpost-"));
const open: Outpost[] = [];

beforeAll(async () => {
  t = await openTeam();
  await t.team.run(generateSigningKey, { bits: 2048 });
});
afterEach(async () => {
  for (const outpost of open.splice(0)) await outpost.stop();
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

async function enrolled() {
  const name = `edge ${randomUUID()}`;
  const made = await t.team.run(enrolOutpost, { name, environment: "production" });
  const outpost = new Outpost({
    hub: new URL(t.gate.url),
    token: new Secret(made.token!.reveal()),
    stateFile: join(folder, made.id),
    maxStaleSeconds: null,
    log: silentLog,
  });
  open.push(outpost);
  await outpost.start();
  await expect.poll(() => outpost.health().connected, { timeout: 5_000 }).toBe(true);
  return { id: made.id, name, outpost };
}
const said = async (outpost: Outpost, text: string) => {
  const presented = { kind: "one", text, inAuthorization: true, way: "raw" } as const;
  const judgement = await outpost.judgePresented(presented, []);
  return judgement.ok ? "good" : judgement.refusal;
};
const exchanged = async (key: string): Promise<string> =>
  (await t.gate.call("POST", "/v1/token", { key, body: {} })).json.token;

test("a key is good at an Outpost when it is made, with its tokens; revoked or deleted, neither is within a second", async () => {
  const { outpost } = await enrolled();
  for (const withdraw of [
    (id: string) => t.team.run(revokeKey, { id, reason: "leaked" }),
    (id: string) => t.team.run(deleteKey, { id }),
  ]) {
    const key = await t.team.issue({ scopes: ["tokens:exchange"] });
    const token = await exchanged(key.text);
    expect(await said(outpost, token)).toBe("good");
    expect(await said(outpost, key.text)).toBe("good");
    await withdraw(key.id);
    const acknowledgedAt = performance.now();
    await expect.poll(() => said(outpost, key.text), { interval: 5, timeout: 2_000 }).toBe("invalid_key");
    expect(await said(outpost, token)).toBe("invalid_token");
    expect(performance.now() - acknowledgedAt).toBeLessThan(1_000);
  }
});

test("after a rotation of the signing key its old tokens are refused and new ones are good; after a reset all goes on", async () => {
  const { id, outpost } = await enrolled();
  const key = await t.team.issue({ scopes: ["tokens:exchange"] });
  const old = await exchanged(key.text);
  expect(await said(outpost, old)).toBe("good");
  await t.team.run(rotateSigningKey, { bits: 2048 });
  await expect.poll(() => said(outpost, old), { interval: 5, timeout: 2_000 }).toBe("invalid_token");
  expect(await said(outpost, await exchanged(key.text))).toBe("good");
  const before = outpost.health().generation!;
  await t.team.run(resetOutpost, { id });
  await expect.poll(() => outpost.health().generation, { timeout: 5_000 }).toBe(before + 1);
  expect(await said(outpost, key.text)).toBe("good");
});

test("[0-32] keys of another workspace, and tokens that its signing key has signed, are nothing to an Outpost", async () => {
  const stranger = new Team(await makeWorkspace(t.hub.db));
  await stranger.run(generateSigningKey, { bits: 2048 });
  const { outpost } = await enrolled();
  const theirs = await stranger.issue({ scopes: ["tokens:exchange"] });
  const ours = await t.team.issue({ scopes: ["tokens:exchange"] });
  await expect.poll(() => said(outpost, ours.text)).toBe("good");
  expect(await said(outpost, await exchanged(ours.text))).toBe("good");
  expect(await said(outpost, theirs.text)).toBe("invalid_key");
  expect(await said(outpost, await exchanged(theirs.text))).toBe("invalid_token");
  expect(outpost.health().kids).toHaveLength(1);
});

test("after another audience was set, tokens for the old one are refused within a second, and new ones are good", async () => {
  const { outpost } = await enrolled();
  const key = await t.team.issue({ scopes: ["tokens:exchange"] });
  const old = await exchanged(key.text);
  expect(await said(outpost, old)).toBe("good");
  await t.team.run(changeWorkspace, { tokenAudience: "https://api.example.com" });
  const changedAt = performance.now();
  await expect.poll(() => said(outpost, old), { interval: 5, timeout: 2_000 }).toBe("invalid_token");
  expect(performance.now() - changedAt).toBeLessThan(1_000);
  expect(await said(outpost, await exchanged(key.text))).toBe("good");
  await t.team.run(changeWorkspace, { tokenAudience: null });
  await expect.poll(() => said(outpost, old), { interval: 5, timeout: 2_000 }).toBe("good");
});

test("who called through it, with which key and whether it was let in, is told by the Outpost's name", async () => {
  const { outpost, name } = await enrolled();
  const key = await t.team.issue({ scopes: ["tokens:exchange"] });
  const token = await exchanged(key.text);
  await expect.poll(() => said(outpost, token), { timeout: 2_000 }).toBe("good");
  const call = (text: string, ip: string) =>
    outpost.judgePresented({ kind: "one", text, inAuthorization: true, way: "raw" }, [], {
      ip,
      userAgent: "orders/7",
    });
  for (let n = 0; n < 3; n++) expect((await call(token, "203.0.113.9")).ok).toBe(true);
  expect((await call(key.text, "203.0.113.10")).ok).toBe(true);
  await outpost.judgePresented({ kind: "one", text: key.text, inAuthorization: true, way: "raw" }, [
    "orders:write",
  ]);
  const usage = async () => done(await runQuery(keyUsage, t.team.workspace.as(), { id: key.id }));
  await expect
    .poll(async () => (await usage()).verifiers, { timeout: 5_000 })
    .toMatchObject([
      { kind: "outpost", name, verified: 5, refused: 1, issued: 0 },
      { kind: "gate", name: "gate 1", verified: 0, refused: 0, issued: 1 },
    ]);
  const { callers } = await usage();
  const seen = callers.filter(({ userAgent }) => userAgent === "orders/7");
  expect(seen.map(({ ip, calls, outposts, atGate }) => ({ ip, calls, outposts, atGate }))).toEqual(
    expect.arrayContaining([
      { ip: "203.0.113.9", calls: 3, outposts: [name], atGate: false },
      { ip: "203.0.113.10", calls: 1, outposts: [name], atGate: false },
    ]),
  );
});

test("a removed Outpost lets nobody in", async () => {
  const { id, outpost } = await enrolled();
  const key = await t.team.issue();
  await expect.poll(() => said(outpost, key.text)).toBe("good");
  await t.team.run(removeOutpost, { id });
  await expect.poll(() => said(outpost, key.text), { timeout: 5_000 }).toBe("unavailable");
});

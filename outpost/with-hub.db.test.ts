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
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { removeOutpost } from "@/lib/services/outposts/remove";
import { resetOutpost } from "@/lib/services/outposts/reset";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { makeWorkspace } from "@/lib/services/testing/workspace";
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
  const made = await t.team.run(enrolOutpost, { name: `edge ${randomUUID()}`, environment: "production" });
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
  return { id: made.id, outpost };
}
const said = async (outpost: Outpost, text: string) => {
  const judgement = await outpost.judgeRequest(["Authorization", `Bearer ${text}`], []);
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

test("a removed Outpost lets nobody in", async () => {
  const { id, outpost } = await enrolled();
  const key = await t.team.issue();
  await expect.poll(() => said(outpost, key.text)).toBe("good");
  await t.team.run(removeOutpost, { id });
  await expect.poll(() => said(outpost, key.text), { timeout: 5_000 }).toBe("unavailable");
});

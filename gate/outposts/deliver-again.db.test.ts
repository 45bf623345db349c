import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessKeyDelivery, deliverAccessKeyAgain } from "@/lib/services/access-keys/delivery";
import { disableKey } from "@/lib/services/access-keys/disable";
import { deliverKeySetAgain, keySetDelivery } from "@/lib/services/key-sets/delivery";
import { suspendKeySet } from "@/lib/services/key-sets/suspend";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { makeKeySetOf } from "@/lib/services/testing/catalog";
import { outpostReceipt } from "@/lib/services/testing/outpost-receipt";
import { done } from "@/lib/services/testing/workspace";
import { openEventStream } from "../testing/event-stream";
import { openTeam } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());

const SELF = "/v1/outposts/self";
/** Enrolled, with the state fetched, listening, and silent from then on. */
const silent = async () => {
  const made = await t.team.run(enrolOutpost, { name: `Silent ${Math.random()}` });
  const token = made.token!.reveal();
  const bundle = await t.gate.call("GET", `${SELF}/bundle`, { key: token });
  const { revision } = JSON.parse(bundle.text.split("\n")[0]!);
  const report = (at: number) =>
    t.gate.call("POST", `${SELF}/receipts`, { key: token, body: outpostReceipt({ revision: at }) });
  await report(revision);
  const listen = (since: number) =>
    openEventStream(`${t.gate.url}${SELF}/events?generation=1&since=${since}`, token);
  return { id: made.id, revision, report, listen };
};
const later = (ms: number) => t.team.workspace.as(undefined, new Date(Date.now() + ms));

test("[1-33] a suspension that an Outpost has not acknowledged shows as such, is sent again, and shows its receipt", async () => {
  const home = t.team.workspace;
  const set = await makeKeySetOf(home);
  const outpost = await silent();
  const stream = await outpost.listen(outpost.revision);
  await t.team.run(suspendKeySet, { id: set.id });
  const state = async (ctx = home.as()) => {
    const { outposts } = done(await runQuery(keySetDelivery, ctx, { id: set.id }));
    return outposts.find(({ id }) => id === outpost.id)!.delivery;
  };
  expect(await state()).toBe("under-way");
  expect(await state(later(6_000))).toBe("late");
  expect(await state(later(16_000))).toBe("unreachable");

  const input = { id: set.id, outpostId: outpost.id };
  expect(done(await runCommand(deliverKeySetAgain, home.as(), input))).toMatchObject({ id: outpost.id });
  // Its stream ends, so it comes again, and is told from the database what it has missed.
  await expect.poll(() => stream.ended()).toBe(true);
  const again = await outpost.listen(outpost.revision);
  const { data } = await again.next("change", ({ keys }) => keys.length > 0);
  expect(data).toMatchObject({ keys: [{ keyId: set.id, versions: [{ record: { held: true } }] }] });
  await outpost.report((data as { revision: number }).revision);
  expect(await state(later(6_000))).toBe("applied");
  expect(await runCommand(deliverKeySetAgain, home.as(), input)).toMatchObject({ code: "outpost-in-step" });
  again.close();
}, 20_000);

test("a Viewer sees how far the change has come, and no name of an Outpost", async () => {
  const home = t.team.workspace;
  const set = await makeKeySetOf(home);
  await silent();
  const viewer = home.as(await home.member("viewer"));
  const { outposts } = done(await runQuery(keySetDelivery, viewer, { id: set.id }));
  expect(outposts.length).toBeGreaterThan(0);
  for (const one of outposts) expect(one).toMatchObject({ name: null, environment: null });
});

test("others go on undisturbed, and of an access key it is the same", async () => {
  const key = await t.team.issue();
  const [late, other] = [await silent(), await silent()];
  const [stream, undisturbed] = [await late.listen(late.revision), await other.listen(other.revision)];
  await t.team.run(disableKey, { id: key.id });
  const { data } = await undisturbed.next("change");
  await other.report((data as { revision: number }).revision);
  const { outposts } = done(await runQuery(accessKeyDelivery, later(6_000), { id: key.id }));
  const found = new Map(outposts.map(({ id, delivery }) => [id, delivery]));
  expect([found.get(late.id), found.get(other.id)]).toEqual(["late", "applied"]);
  await t.team.run(deliverAccessKeyAgain, { id: key.id, outpostId: late.id });
  await expect.poll(() => stream.ended()).toBe(true);
  await sleep(300);
  expect(undisturbed.ended()).toBe(false);
  undisturbed.close();
}, 20_000);

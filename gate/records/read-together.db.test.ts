import { afterAll, beforeAll, expect, test } from "vitest";
import { findRecord, findRecords } from "@/db/queries/key-records";
import { digestOf } from "@/lib/crypto/digest";
import { openTeam } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
beforeAll(async () => {
  t = await openTeam();
});
afterAll(() => t.close());

test("records that are read in one statement are those of their digests, and none for a digest of nobody", async () => {
  const keys = [await t.team.issue(), await t.team.issue(), t.verifier];
  const digests = [...keys.map(({ text }) => digestOf(text)), digestOf("ks_apr_nobody")];
  const together = await findRecords(t.hub.db, digests);
  expect([...together.keys()].sort()).toEqual(
    digests
      .slice(0, 3)
      .map((digest) => digest.toString("hex"))
      .sort(),
  );
  for (const digest of digests)
    expect(together.get(digest.toString("hex")) ?? null).toEqual(await findRecord(t.hub.db, digest));
  expect(await findRecords(t.hub.db, [])).toEqual(new Map());
});

test("of many keys that call at one moment each hears of itself, and each call is counted", async () => {
  const keys = await Promise.all(Array.from({ length: 80 }, () => t.team.issue()));
  for (const path of ["/v1/whoami", "/v1/keys"]) {
    const answers = await Promise.all(keys.map(({ text }) => t.gate.call("GET", path, { key: text })));
    if (path === "/v1/whoami") expect(answers.map(({ json }) => json.id)).toEqual(keys.map(({ id }) => id));
  }
  const ids = keys.map(({ id }) => id);
  const calls = async () => {
    const rows = await t.hub.sql`
      select key_id, sum(calls)::int as calls from usage where key_id in ${t.hub.sql(ids)} group by 1`;
    return rows.map((row) => row.calls);
  };
  await expect.poll(calls, { timeout: 3_000 }).toEqual(ids.map(() => 2));
});

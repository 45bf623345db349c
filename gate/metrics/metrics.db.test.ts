import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeKey } from "@/lib/services/access-keys/revoke";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { resetOutpost } from "@/lib/services/outposts/reset";
import { outpostReceipt } from "@/lib/services/testing/outpost-receipt";
import { openEventStream } from "../testing/event-stream";
import { openGate, openTeam, quiet, type TestGate } from "../testing/open-gate";

let t: Awaited<ReturnType<typeof openTeam>>;
let guarded: TestGate;
const token = "a-token-of-some-length";

beforeAll(async () => {
  t = await openTeam();
  guarded = await openGate(t.hub.url, "guarded", quiet, { metricsToken: token });
});
afterAll(async () => {
  await guarded.close();
  await t.close();
});

/** Series with its labels as they are written -> value. */
async function scrape(): Promise<Map<string, number>> {
  const { status, text, headers } = await t.gate.call("GET", "/metrics");
  expect([status, headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [, series, value] = /^(\S+|[^{]+\{.*\}) (\S+)$/.exec(line)!;
      return [series!, Number(value)];
    }),
  );
}

test("every call moves its counters by one, and nothing else's", async () => {
  const key = await t.team.issue({ scopes: ["keys:read"] });
  const revoked = await t.team.issue();
  await t.team.run(revokeKey, { id: revoked.id, reason: "leaked" });
  const before = await scrape();
  for (let n = 0; n < 3; n++) await t.verify({ key: key.text });
  await t.verify({ key: revoked.text });
  await t.verify({ key: key.text.slice(0, -2) });
  await t.gate.call("GET", "/v1/whoami", { key: revoked.text });
  await t.gate.call("GET", "/v1/keys?q=x", { key: key.text });
  await t.gate.call("POST", "/v1/token", { key: key.text, body: {} });
  await t.gate.call("GET", `/w/${t.team.workspace.slug}/.well-known/jwks.json`);
  await t.gate.call("POST", `/w/${t.team.workspace.slug}/oauth/token`);
  await t.gate.call("GET", "/v1/nowhere/at/all");
  const after = await scrape();
  const moved = Object.fromEntries(
    [...after]
      .map(([series, value]) => [series, value - (before.get(series) ?? 0)] as const)
      .filter(
        ([series, by]) => by !== 0 && /_total\{|_count\{/.test(series) && series.startsWith("keysmith_"),
      ),
  );
  expect(moved).toMatchObject({
    'keysmith_requests_total{route="POST /v1/keys/verify",status="200"}': 5,
    'keysmith_requests_total{route="GET /v1/whoami",status="401"}': 1,
    'keysmith_requests_total{route="GET /v1/keys",status="200"}': 1,
    'keysmith_requests_total{route="POST /v1/token",status="403"}': 1,
    'keysmith_requests_total{route="GET /w/{slug}/.well-known",status="200"}': 1,
    'keysmith_requests_total{route="POST /w/{slug}/oauth/token",status="400"}': 1,
    'keysmith_requests_total{route="other",status="404"}': 1,
    'keysmith_request_seconds_count{route="POST /v1/keys/verify"}': 5,
    'keysmith_verdicts_total{code="valid"}': 4,
    'keysmith_verdicts_total{code="revoked"}': 2,
    'keysmith_verdicts_total{code="malformed"}': 1,
    'keysmith_refused_bearers_total{cause="revoked"}': 1,
    'keysmith_record_lookups_total{from="memory"}': 7,
    'keysmith_record_lookups_total{from="database"}': 3,
  });
});

test("a histogram's buckets add up, and no time is lost", async () => {
  for (let n = 0; n < 20; n++) await t.verify({ key: "whatever" });
  const all = await scrape();
  const of = (part: string) =>
    [...all].filter(([series]) => series.startsWith(`keysmith_request_seconds_${part}`));
  for (const [series, count] of of("count")) {
    const route = /route="([^"]+)"/.exec(series)![1]!;
    const buckets = of("bucket").filter(([name]) => name.includes(`route="${route}"`));
    const values = buckets.map(([, value]) => value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(buckets.at(-1)).toEqual([expect.stringContaining('le="+Inf"'), count]);
  }
  expect(of("count").length).toBeGreaterThan(3);
  const verify = 'keysmith_request_seconds_sum{route="POST /v1/keys/verify"}';
  expect(all.get(verify)).toBeGreaterThan(0);
});

test("it tells of the lease, the feed, the memory, the process and the build", async () => {
  const all = await scrape();
  expect(all.get("keysmith_lease_held")).toBe(1);
  expect(all.get("keysmith_database_up")).toBe(1);
  expect(all.get("keysmith_feed_poll_age_seconds")).toBeLessThan(2);
  expect(all.get("keysmith_feed_revision")).toBeGreaterThan(0);
  expect(all.get("keysmith_records")).toBeGreaterThan(0);
  expect(all.get('keysmith_build_info{version="0.1.0",gate="gate 1"}')).toBe(1);
  for (const lane of ["bearers", "targets", "signing"])
    for (const state of ["running", "waiting"])
      expect(all.has(`keysmith_lookups{lane="${lane}",state="${state}"}`), `${lane} ${state}`).toBe(true);
  for (const name of [
    "keysmith_usage_rows_waiting",
    "keysmith_usage_batches_total",
    "keysmith_diagnostics_total",
    "process_cpu_seconds_total",
    "process_resident_memory_bytes",
    "nodejs_eventloop_lag_seconds",
  ])
    expect(all.has(name), name).toBe(true);
});

test("it tells how many Outposts listen here, and in which state those of the hub are", async () => {
  const count = async () => {
    const all = await scrape();
    const states = ["online", "behind", "unknown"].map((state) =>
      all.get(`keysmith_outposts{state="${state}"}`),
    );
    return [...states, all.get("keysmith_outpost_streams")];
  };
  expect(await count()).toEqual([0, 0, 0, 0]);
  const enrolled = await Promise.all(
    ["one", "two", "three"].map((name) => t.team.run(enrolOutpost, { name, environment: null })),
  );
  const [first, second] = enrolled.map(({ token }) => token!.reveal());
  const self = "/v1/outposts/self";
  const { text } = await t.gate.call("GET", `${self}/bundle`, { key: first });
  const { revision } = JSON.parse(text.slice(0, text.indexOf("\n")));
  const stream = await openEventStream(`${t.gate.url}${self}/events?generation=1&since=${revision}`, first!);
  const report = (key: string | undefined, generation: number) =>
    t.gate.call("POST", `${self}/receipts`, {
      key,
      body: outpostReceipt({ generation, revision }),
    });
  expect((await report(first, 1)).status).toBe(204);
  await t.team.run(resetOutpost, { id: enrolled[1]!.id });
  expect((await report(second, 1)).status).toBe(204);
  expect(await count()).toEqual([1, 1, 1, 1]);
  stream.close();
  await expect.poll(count).toEqual([1, 1, 1, 0]);
});

test("the documentation lists every series of ours, and none that is not there", async () => {
  const { text } = await t.gate.call("GET", "/metrics");
  const shown = [...text.matchAll(/^# TYPE (keysmith_\w+)/gm)].map(([, name]) => name);
  const page = await readFile(new URL("../../docs/operations.md", import.meta.url), "utf8");
  const table = page.split("\n").filter((line) => line.startsWith("| `keysmith_"));
  const listed = table.flatMap((line) =>
    [...line.split("|")[1]!.matchAll(/keysmith_\w+/g)].map(([name]) => name),
  );
  expect(listed.sort()).toEqual(shown.sort());
});

/** How many series are the gate's own: those of the process come and go with its garbage collections. */
async function ownSeries(): Promise<number> {
  return [...(await scrape()).keys()].filter((name) => name.startsWith("keysmith_")).length;
}

test("strangers add no series, and no key, address or name of one is in it", async () => {
  const key = await t.team.issue();
  await t.gate.call("GET", "/v1/whoami", { key: key.text });
  const series = await ownSeries();
  for (let n = 0; n < 30; n++) {
    await t.gate.call("GET", `/v1/made-up-${n}`, { key: `stranger${n}` });
    await t.gate.call("GET", `/v1/keys/${n}`, { key: `stranger${n}` });
  }
  const { text } = await t.gate.call("GET", "/metrics");
  expect((await ownSeries()) - series).toBeLessThan(40);
  for (const secret of [
    key.text,
    key.publicId,
    key.id,
    t.verifier.publicId,
    "made-up",
    "stranger",
    "127.0.0.1",
  ])
    expect(text).not.toContain(secret);
});

describe("who may read it", () => {
  test.each(["x-forwarded-for", "forwarded", "via", "x-real-ip"])(
    "not whom a proxy on this machine speaks for: %s",
    async (name) => {
      const reply = await t.gate.call("GET", "/metrics", { headers: { [name]: "192.0.2.1" } });
      expect(reply).toMatchObject({ status: 403, json: { code: "metrics_closed" } });
    },
  );

  test("with a token, whoever shows it, and nobody else", async () => {
    const ask = (headers: Record<string, string>) => guarded.call("GET", "/metrics", { headers });
    expect((await ask({ authorization: `Bearer ${token}`, "x-forwarded-for": "192.0.2.1" })).status).toBe(
      200,
    );
    for (const authorization of ["", "Bearer ", `Bearer ${token}x`, `Basic ${token}`]) {
      const reply = await ask({ authorization });
      expect(reply).toMatchObject({ status: 401, json: { code: "metrics_token_needed" } });
      expect(reply.headers.get("www-authenticate")).toContain("Bearer");
    }
    expect((await guarded.call("GET", "/metrics", { key: t.verifier.text })).status).toBe(401);
  });

  test("and only by reading", async () => {
    expect((await t.gate.call("POST", "/metrics")).status).toBe(405);
  });
});

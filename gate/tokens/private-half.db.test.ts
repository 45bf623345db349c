import { createPrivateKey } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "@/db/client";
import { signingKeys } from "@/db/schema";
import { listEvents } from "@/lib/services/audit/list";
import { runQuery } from "@/lib/services/run-query";
import { opened } from "@/lib/services/sealing";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { listSigningKeysOf } from "@/lib/services/signing-keys/list";
import { sealPlaceOf } from "@/lib/services/signing-keys/new-signing-key";
import { rotateSigningKey } from "@/lib/services/signing-keys/rotate";
import { done } from "@/lib/services/testing/workspace";
import type { GateLog } from "../gate-log";
import { openGate, openTeam, type TestGate } from "../testing/open-gate";

let home: Awaited<ReturnType<typeof openTeam>>;
let gate: TestGate;
let owner: ReturnType<typeof createClient>;
const logged: string[] = [];
/** As much of an error as a log could write of it. */
const kept = (_: string, value: unknown) =>
  value instanceof Error
    ? { ...value, message: value.message, stack: value.stack, cause: value.cause }
    : value;
const line = (facts: object, message: string) => void logged.push(JSON.stringify({ facts, message }, kept));
const log: GateLog = { debug: line, info: line, warn: line, error: line };

beforeAll(async () => {
  home = await openTeam();
  gate = await openGate(home.hub.url, "gate that is overheard", log);
  owner = createClient(home.hub.ownerUrl, { max: 1, statementTimeoutMs: 60_000 });
});
afterAll(async () => {
  await owner?.end();
  await gate?.close();
  await home?.close();
});

/** Every text in which a private half could be told: its numbers in each usual writing, and the lines of its PEM. */
function tellings(privatePem: string, publicPem: string): string[] {
  const { d, p, q, dp, dq, qi } = createPrivateKey(privatePem).export({ format: "jwk" });
  const numbers = [d, p, q, dp, dq, qi].flatMap((number) => {
    const bytes = Buffer.from(number!, "base64url");
    const base64 = bytes.toString("base64").replace(/=+$/, "");
    return [number!, base64, bytes.toString("hex"), BigInt(`0x${bytes.toString("hex")}`).toString()];
  });
  const lines = privatePem.split("\n").filter((text) => text.length === 64 && !publicPem.includes(text));
  return [...numbers, ...lines];
}

/** All rows of all tables, as text. */
async function everyRow(): Promise<string> {
  const tables = await owner`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const [all] = await owner.unsafe(`select coalesce(string_agg(t::text, ' '), '') as text from ${name} t`);
    texts.push(all!.text);
  }
  return texts.join("\n");
}

/** What everybody is answered who asks for something in which the key has a part. */
async function answers(): Promise<string> {
  const { slug } = home.team.workspace;
  const key = await home.team.issue({
    scopes: ["tokens:exchange", "keys:verify", "keys:read", "orders:write"],
  });
  const replies = [
    await gate.call("POST", "/v1/token", { key: key.text, body: { payload: { user: "42" } } }),
  ];
  const { token } = replies[0]!.json;
  const kid = JSON.parse(Buffer.from(token.split(".")[0], "base64url").toString()).kid;
  const client = { "content-type": "application/x-www-form-urlencoded" };
  for (const what of ["introspect", "revoke"]) {
    const headers = { ...client, authorization: `Basic ${btoa(`${key.publicId}:${key.text}`)}` };
    replies.push(await gate.call("POST", `/w/${slug}/oauth/${what}`, { headers, body: `token=${token}` }));
  }
  for (const path of [
    "jwks.json",
    "oauth-authorization-server",
    "openid-configuration",
    `keys/${kid}.pem`,
    `keys/${kid}.pem?private`,
  ])
    replies.push(await gate.call("GET", `/w/${slug}/.well-known/${path}`));
  for (const path of ["/v1/keys", "/v1/whoami", "/metrics", "/readyz"])
    replies.push(await gate.call("GET", path, { key: key.text }));
  for (const { status, text } of replies) expect(status, text).toBe(200);
  return JSON.stringify([
    replies.map(({ text, headers }) => [text, [...headers]]),
    done(await runQuery(listSigningKeysOf, home.team.workspace.as(), {})),
    done(await runQuery(listEvents, home.team.workspace.as(), {})),
  ]);
}

test("a signing key keeps its private half sealed, and out of every answer and log row", async () => {
  const made = [
    await home.team.run(generateSigningKey, { bits: 2048 }),
    await home.team.run(rotateSigningKey, { bits: 2048 }),
  ];
  const [row] = await home.hub.db.select().from(signingKeys).where(eq(signingKeys.id, made[1]!.id));
  const { sealedPrivate, publicPem } = row!;
  expect(sealedPrivate).toMatch(/^v1\./);
  const privatePem = opened(sealPlaceOf(row!), sealedPrivate!).reveal();
  const secrets = tellings(privatePem, publicPem);
  expect(secrets.length).toBeGreaterThan(40);

  const told = `${await answers()} ${JSON.stringify(made)}`;
  // A seal that does not open is what the gate has most to say of.
  await home.hub.sql`update signing_keys set sealed_private = ${`${sealedPrivate}A`} where id = ${row!.id}`;
  const deaf = await openGate(home.hub.url, "gate that cannot open it", log);
  const broken = await deaf.call("GET", `/w/${home.team.workspace.slug}/.well-known/jwks.json`);
  await deaf.close();
  expect(broken.status).toBeGreaterThanOrEqual(500);
  await home.hub.sql`update signing_keys set sealed_private = ${sealedPrivate} where id = ${row!.id}`;

  const rows = await everyRow();
  const lines = logged.join("\n");
  // The search sees what is there: the public half, and the sealed text in its one place.
  expect(told).toContain(createPrivateKey(privatePem).export({ format: "jwk" }).n);
  expect(rows.split(sealedPrivate!)).toHaveLength(2);
  expect(lines).not.toBe("");
  for (const [place, text] of Object.entries({ answers: told + broken.text, rows, lines })) {
    expect(text, place).not.toContain("PRIVATE KEY");
    for (const secret of secrets) expect(text.includes(secret), place).toBe(false);
    if (place !== "rows") expect(text.includes(sealedPrivate!), place).toBe(false);
  }
  // The half of a key that has been replaced is nowhere, not even sealed.
  const [old] = await home.hub.db.select().from(signingKeys).where(eq(signingKeys.id, made[0]!.id));
  expect(old).toMatchObject({ sealedPrivate: null });
});

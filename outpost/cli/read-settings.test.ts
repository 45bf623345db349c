import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newKeyText, newPublicId } from "@/lib/domain/keys/key-text";
import { newOutpostToken } from "@/lib/domain/outposts/token-text";
import { readSettings, USAGE } from "./read-settings";

const token = "ks_o_0123456789abcdefghij";
const read = (args: string, env: Record<string, string> = {}) =>
  readSettings(args.split(" ").filter(Boolean), env, "0.1.0");
const good = `--hub https://keys.example.com --token ${token}`;

test("the shortest command is enough", () => {
  expect(read(good)).toMatchObject({
    upstream: null,
    host: "0.0.0.0",
    port: 4180,
    stateFile: "./keysmith-outpost.state",
    maxStaleSeconds: null,
    scopes: [],
    behindProxy: false,
    keepCredential: false,
    answerWithinMs: 60_000,
  });
});

test("every option is understood", () => {
  const all = `${good} --upstream http://127.0.0.1:8080 --port 0 --host :: --state none --max-stale 30m --scope a:b --scope c:d --timeout 5s --behind-proxy --keep-credential --log-level debug`;
  expect(read(all)).toMatchObject({
    port: 0,
    host: "::",
    stateFile: null,
    maxStaleSeconds: 1_800,
    scopes: ["a:b", "c:d"],
    behindProxy: true,
    keepCredential: true,
    answerWithinMs: 5_000,
    logLevel: "debug",
  });
  expect([read("--help"), read("--version")]).toEqual([USAGE, "0.1.0\n"]);
});

test("the API that it stands for comes by option or environment, and the option counts", () => {
  expect(read(good)).toMatchObject({ api: null });
  expect(read(`${good} --api orders-v1`)).toMatchObject({ api: "orders-v1" });
  const env = { KEYSMITH_API: "invoices-v2" };
  expect(read(good, env)).toMatchObject({ api: "invoices-v2" });
  expect(read(`${good} --api orders-v1`, env)).toMatchObject({ api: "orders-v1" });
  expect(read(good, { KEYSMITH_API: "" })).toMatchObject({ api: null });
  expect(() => read(good, { KEYSMITH_API: "Orders 1" })).toThrow(/--api Orders 1 is no API's name/);
});

test("the token may come by file or environment, and never shows", () => {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-outpost-"));
  const file = join(folder, "token");
  writeFileSync(file, `${token}\n`);
  const hub = { KEYSMITH_HUB: "http://hub:3000" };
  for (const settings of [
    read(`--token-file ${file}`, hub),
    read("", { ...hub, KEYSMITH_OUTPOST_TOKEN: token }),
    read("", { ...hub, KEYSMITH_OUTPOST_TOKEN_FILE: file, KEYSMITH_OUTPOST_TOKEN: "ks_o_another0123456789" }),
  ]) {
    if (typeof settings === "string") throw new Error(settings);
    expect(settings.token.reveal()).toBe(token);
    expect(JSON.stringify(settings)).not.toContain(token);
  }
  rmSync(folder, { recursive: true });
});

test.each([
  ["", /--hub is missing/],
  ["--hub https://h", /token is missing/],
  [`--hub h --token ${token}`, /--hub h is no address/],
  [`--hub ftp://h --token ${token}`, /is no address/],
  [`--hub https://u:p@h --token ${token}`, /an address alone/],
  [`--hub https://h/w/acme --token ${token}`, /--hub https:\/\/h\/w\/acme has a path/],
  ["--hub https://h --token x", /token is not whole/],
  ["--hub https://h --token-file /nowhere/token", /no file \/nowhere\/token/],
  [`--hub https://h --token ${token} --token-file x`, /not both/],
  [`${good} --upstream http://api/v1`, /has a path/],
  [`${good} --upstream 8080`, /is no address/],
  [`${good} --port 70000`, /is no port/],
  [`${good} --max-stale soon`, /is no time/],
  [`${good} --max-stale 0`, /is no time/],
  [`${good} --scope Orders`, /is no scope/],
  [`${good} --log-level loud`, /is one of/],
  [`${good} --api Orders`, /--api Orders is no API's name/],
  [`${good} --nonsense`, /--nonsense/],
  [`${good} more`, /more/],
])("%s is answered by one sentence", (args, sentence) => {
  expect(() => read(args)).toThrow(sentence);
  try {
    read(args);
  } catch (error) {
    const { name, message } = error as Error;
    expect(name).toBe("StartupError");
    expect(message).not.toMatch(/\n/);
    expect(message).toMatch(/\.$/);
    expect(message).not.toContain(token);
  }
});

test.each(["access", "personal", "key_set"] as const)("a key (%s) is no Outpost's token", (kind) => {
  const parts = { prefix: "acme", kind, environment: "production", publicId: newPublicId(randomBytes) };
  const key = newKeyText(parts, randomBytes);
  const starting = () => read(`--hub https://h --token ${key}`);
  expect(starting).toThrow(
    "The token is a key, which programs call with: give what the console showed when this Outpost was enrolled.",
  );
  expect(starting).not.toThrow(key);
});

test("nor is a JWT; what the console shows is, whatever the workspace's prefix", () => {
  const jwt = `eyJhbGciOiJSUzI1NiJ9.${"eyJzdWIiOiIxIn0".repeat(40)}.c2ln`;
  expect(() => read(`--hub https://h --token ${jwt}`)).toThrow(/^The token is one that a key was exchanged/);
  const whole = newOutpostToken({ prefix: "acme", environment: "production" }, randomBytes);
  expect(read(`--hub https://h --token ${whole}`)).toMatchObject({ port: 4180 });
});

/**
 * `npm run soak secrets [keys]`: keys made through the browser, used and misused; then nothing of any of them is found in
 * a dump of the database, in the data folder, in the logs, in what the build keeps, in the browser's storage, or in any
 * answer but the one that showed it.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { createClient } from "@/db/client";
import { databaseName, loadCredentials, roles, socketUrl } from "@/db/embedded/credentials";
import { foldersIn, notedSocketFolder, port } from "@/db/embedded/folders";
import { launchOptions } from "@/e2e/browser.mjs";
import { API_KEYS, createApiKey } from "@/e2e/harness/api-keys";
import {
  ACCESS_KEYS,
  AGENT_INTEGRATIONS,
  createKey,
  findKey,
  leaveUncopied,
  shownSecret,
} from "@/e2e/harness/keys";
import { PASSWORD, PEOPLE, WORKSPACE } from "@/e2e/harness/people";
import { type Instance, startInstance } from "../testing/instance";
import { Needles, publicIdOf } from "./needles";

const wanted = Number(process.argv[2] ?? 100);
const PROFILE = "/profile";
const folder = mkdtempSync(join(tmpdir(), "keysmith-secrets-"));
const startedAtMs = Date.now();
const needles = new Needles();
const faults: string[] = [];
const check = (place: string, found: readonly string[]) => {
  console.log(`${place}: ${found.length === 0 ? "nothing" : found.slice(0, 5).join(", ")}`);
  if (found.length > 0) faults.push(place);
};

interface Shown {
  what: string;
  text: string;
}

/** Every answer that the browser gets, pages and RSC payloads among them, whole before the browser has it. */
async function record(context: BrowserContext): Promise<Shown[]> {
  const answers: Shown[] = [];
  await context.route("**/*", async (route) => {
    const request = route.request();
    const action = request.headers()["next-action"] ? " (action)" : "";
    const what = `${request.method()} ${new URL(request.url()).pathname}${action}`;
    const response = await route.fetch({ maxRedirects: 0 }).catch(() => null);
    if (!response) return route.abort().catch(() => {});
    const text = JSON.stringify(response.headers()) + response.url() + (await response.text());
    answers.push({ what, text });
    await route.fulfill({ response }).catch(() => {}); // the page may have gone on
  });
  return answers;
}

/** The link out of the box, which is printed when everything is up. */
async function setupLink(hub: Instance): Promise<string> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const link = /Set up\s+(\S+)/.exec(hub.output())?.[1];
    if (link) return link;
    await sleep(50);
  }
  throw new Error("the hub printed no setup link");
}

async function setUp(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(PEOPLE.owner.name);
  await page.getByLabel("Email").fill(PEOPLE.owner.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Workspace name").fill(WORKSPACE);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByRole("heading", { name: "Create your first access key" }).waitFor();
}

/** As programs do, rightly and wrongly. */
async function use(hub: Instance, key: string): Promise<void> {
  const bearer = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const post = (body: string, headers: Record<string, string> = bearer) =>
    fetch(`${hub.url}/v1/keys/verify`, { method: "POST", headers, body }).then((answer) => answer.text());
  const answers = [
    await fetch(`${hub.url}/v1/whoami`, { headers: bearer }).then((answer) => answer.text()),
    await post(JSON.stringify({ key })),
    await post(JSON.stringify({ key: `"${key}"` })),
    await post(JSON.stringify({ key: key.slice(0, -3) })),
    await post(`{"key":"${key}"`),
    await post(JSON.stringify({ [key]: 1, key: [key] })),
    await post("{}", { ...bearer, "x-api-key": `${key}x` }),
    await fetch(`${hub.url}/v1/keys/${key}`, { headers: bearer }).then((answer) => answer.text()),
    await fetch(`${hub.url}/v1/keys?q=${key}`, { headers: bearer }).then((answer) => answer.text()),
    await fetch(`${hub.url}/keys/${key}`, { headers: bearer }).then((answer) => answer.text()),
  ];
  // The last one tells its caller the very address that it asked for; it is the log that must not keep it.
  const told = needles.in(answers.slice(0, -1).join("\n"));
  if (told.length > 0) faults.push(`an answer of the gate: ${told}`);
}

/** The new secrets of two keys: of one that is rotated, and of one that is regenerated. */
async function replaced(page: Page): Promise<string[]> {
  const secrets = [];
  for (const [name, act] of [
    ["Key 0", "Rotate"],
    ["Key 1", "Regenerate"],
  ] as const) {
    const row = await findKey(page, name);
    await row.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: act }).click();
    const dialog = page.getByRole("dialog", { name: `${act} ${name}` });
    await dialog.getByRole("button", { name: act, exact: true }).click();
    secrets.push(await shownSecret(page.getByRole("dialog")));
    await leaveUncopied(page.getByRole("dialog"));
  }
  return secrets;
}

async function browse(page: Page, ids: readonly string[]): Promise<void> {
  const lists = [1, 2, 3].map((n) => `${ACCESS_KEYS}?page=${n}&size=50`);
  const pages = [
    ...lists,
    AGENT_INTEGRATIONS,
    "/settings/audit-log",
    "/settings/members",
    PROFILE,
    API_KEYS,
    "/docs",
    "/",
  ];
  for (const path of [...pages, ...ids.map((id) => `/keys/${id}`)])
    await page.goto(new URL(path, page.url()).href, { waitUntil: "networkidle" });
}

async function dump(dataFolder: string): Promise<string> {
  const folders = foldersIn(dataFolder);
  const password = loadCredentials(folders.credentials, true).superuser;
  const socketDir = notedSocketFolder(folders.cluster) ?? "";
  const sql = createClient(
    socketUrl({ role: roles.superuser, password, database: databaseName, socketDir, port }),
    {
      max: 1,
    },
  );
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables order by 1`;
  const texts = [];
  for (const { name } of [...tables, { name: "pg_stat_activity" }, { name: "pg_prepared_statements" }])
    texts.push(
      ...(await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)).map(({ row }) => row),
    );
  await sql.end();
  return texts.join("\n");
}

async function run(hub: Instance): Promise<void> {
  const browser = await chromium.launch(launchOptions());
  const link = await setupLink(hub);
  const context = await browser.newContext({ baseURL: new URL(link).origin });
  const page = await context.newPage();
  const answers = await record(context);
  await setUp(page, link);
  const keys: string[] = [];
  const scopes = ["keys:verify", "keys:read", "tokens:exchange"];
  for (let n = 0; n < wanted; n++) {
    const at = n % 2 === 0 ? ACCESS_KEYS : AGENT_INTEGRATIONS;
    const key = await createKey(page, { name: `Key ${n}`, scopes }, at);
    keys.push(key);
    needles.add(key);
  }
  for (const key of [...(await replaced(page)), await createApiKey(page, "Laptop")]) {
    keys.push(key);
    needles.add(key);
  }
  for (const key of keys) await use(hub, key);
  await page.goto(ACCESS_KEYS);
  const storage = await page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      document.cookie,
      location.href,
    ]),
  );
  const ids = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href^="/keys/"]')].map((link) =>
      link.pathname.slice(6),
    ),
  );
  if (ids.length === 0) throw new Error("there is no key to look at");
  await browse(page, [...new Set(ids)].slice(0, 10));
  await browser.close();

  console.log(`${keys.length} keys made, ${answers.length} answers recorded`);
  const showing = answers.map(({ what, text }) => ({ what, ids: needles.in(text) }));
  for (const key of keys) {
    const at = showing.filter(({ ids }) => ids.includes(publicIdOf(key)));
    if (at.length !== 1 || !at[0]?.what.endsWith("(action)"))
      faults.push(`${publicIdOf(key)} was shown by ${at.length} answers: ${at.map(({ what }) => what)}`);
  }
  check(
    "in answers that showed another key",
    showing.filter(({ ids }) => ids.length > 1).map(({ what }) => what),
  );
  check("in the browser's storage and address", needles.in(storage));
  const dumped = await dump(join(folder, "data"));
  if (!dumped.includes(publicIdOf(keys[0]!).split("_").at(-1)!))
    faults.push("the dump does not even hold the public ids");
  check(`in the dump of the database (${dumped.length} characters)`, needles.in(dumped));
  const live = needles.below(folder);
  check(`in the data folder while it runs (${live.bytes} bytes)`, live.found);
}

const hub = await startInstance({
  name: "gate-one",
  role: "all",
  folder: join(folder, "data"),
  env: { KEYSMITH_LOG_LEVEL: "trace" },
});
try {
  await run(hub);
} finally {
  await hub.stop();
}
check(`in the logs (${hub.output().length} characters)`, needles.in(hub.output()));
const stopped = needles.below(folder);
check(`in the data folder afterwards (${stopped.bytes} bytes)`, stopped.found);
const build = join(import.meta.dirname, "..", "..", ".next");
check("in what the build's folder has kept", needles.below(build, isNew).found);
rmSync(folder, { recursive: true, force: true });
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);

function isNew(path: string): boolean {
  return statSync(path).mtimeMs > startedAtMs;
}

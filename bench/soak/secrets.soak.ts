/**
 * `npm run soak secrets [keys]`: secrets of every kind that there is, made through the browser, used and misused; then
 * nothing of any of them is found in a dump of the database, in the data folder, in the logs, in a backup, in what the
 * build keeps, in the browser's storage, in mails and webhooks, or in any answer but those that were meant to show it.
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { launchOptions } from "@/e2e/browser.mjs";
import { RUN } from "@/e2e/harness/run";
import { openSmtpSink } from "@/lib/services/testing/smtp-sink";
import { openWebhookReceiver } from "@/lib/services/testing/webhook-receiver";
import { type Instance, startInstance } from "../testing/instance";
import { Answers } from "./secrets/answers";
import { dump, openSuperuser } from "./secrets/database";
import { KnownSecrets } from "./secrets/known-secrets";
import { deliverMails } from "./secrets/notices";
import { play } from "./secrets/play";
import { type Scene, setUp, setupLink } from "./secrets/scene";
import { learnSealed } from "./secrets/sealed";

const wanted = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), "keysmith-secrets-"));
const [data, front] = [join(folder, "data"), join(folder, "front")];
const root = join(import.meta.dirname, "..", "..");
const startedAtMs = Date.now();
const secrets = new KnownSecrets();
const faults: string[] = [];
const random = () => randomBytes(24).toString("hex");

function check(place: string, found: readonly string[]): void {
  console.log(`${place}: ${found.length === 0 ? "nothing" : found.slice(0, 5).join(", ")}`);
  if (found.length > 0) faults.push(place);
}
const inText = (place: string, text: string) =>
  check(`${place} (${text.length} characters)`, secrets.needles.in(text));
function inFiles(place: string, below: string, isWanted?: (path: string) => boolean): void {
  const { bytes, found } = secrets.needles.below(below, isWanted);
  check(`${place} (${bytes} bytes)`, found);
}

const [sink, receiver] = [await openSmtpSink(), await openWebhookReceiver()];
const [password, mailPassword] = [random(), random()];
secrets.add("the owner's password", password);
secrets.add("the mail server's password", mailPassword);
const env = {
  KEYSMITH_LOG_LEVEL: "trace",
  KEYSMITH_BAD_KEYS_PER_MINUTE: "1000000",
  KEYSMITH_SMTP_URL: sink.url.replace("//", `//hub:${mailPassword}@`),
  KEYSMITH_WEBHOOK_ORIGINS: receiver.origin,
};

async function live(hub: Instance): Promise<Scene> {
  const link = await setupLink(hub);
  process.env[RUN.folder] = folder;
  process.env[RUN.url] = hub.url;
  const browser = await chromium.launch(launchOptions());
  const context = await browser.newContext({ baseURL: new URL(link).origin });
  const answers = new Answers();
  await answers.watch(context);
  const sql = openSuperuser(data);
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const goto = page.goto.bind(page);
  // However busy the machine is, no form is filled in before it works.
  page.goto = (url, options) => goto(url, { waitUntil: "networkidle", ...options });
  const scene: Scene = { hub, page, answers, secrets, sql, data, faults, misused: new Set(), kept: [] };
  mkdirSync(join(front, "state"), { recursive: true });
  await setUp(page, link, password);
  // Where something breaks off, what has happened until then is looked at all the same.
  await play(scene, { keys: wanted, receiver, folder: front }).catch((error: Error) => {
    faults.push(`it broke off: ${error.stack}`);
  });
  const sealed = await learnSealed(scene);
  await browser.close();

  console.log(
    `${secrets.names.length} secrets to look for, ${sealed} of them sealed; ${answers.all.length} answers`,
  );
  check("in answers that were not to show it", secrets.faultsIn(answers.all));
  inText("in the browser's storage, address and pages", scene.kept.join("\n"));
  const dumped = await dump(sql);
  const ids = secrets.names.flatMap((name) => /^ks_[aps]\w*_(\w{16})$/.exec(name)?.[1] ?? []);
  const missing = ids.filter((id) => !dumped.includes(id));
  check(`public ids that the dump does not hold, of ${ids.length}`, missing);
  inText("in the dump of the database", dumped);
  inFiles("in the data folder while it runs", data);
  const file = join(folder, "backup");
  const host = [join(root, "dist", "server", "host.js"), "backup", file];
  execFileSync(process.execPath, host, { cwd: root, env: { ...process.env, KEYSMITH_DATA: data } });
  inText("in a backup", readFileSync(file, "latin1"));
  inFiles("in what the Outpost keeps", join(front, "state"));
  inText("in the Outpost's log", scene.outpost?.log() ?? "");
  await scene.outpost?.stop();
  await sql.end();
  return scene;
}

const hub = await startInstance({ name: "gate-one", role: "all", folder: data, env });
const scene = await live(hub).finally(() => hub.stop());
inText("in the logs", hub.output());
inText("in the logs after a restart", await deliverMails(scene, sink, env));
inText("in mails", sink.mails.map(({ source }) => source).join("\n"));
inText("in webhooks", JSON.stringify(receiver.taken));
inFiles("in the data folder afterwards", data);
inFiles(
  "in what the build's folder has kept",
  join(root, ".next"),
  (path) => statSync(path).mtimeMs > startedAtMs,
);
await Promise.all([sink.close(), receiver.close()]);
rmSync(folder, { recursive: true, force: true });
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);

/** A hub with a past, a sample API and an Outpost before it; nothing of it stays when it is stopped. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newLinkToken } from "@/lib/crypto/random";
import { type DemoOwner, type FilledHub, fillHub } from "@/lib/entry/demo";
import { log } from "@/lib/log";
import { framed } from "../box";
import { createClosers } from "../closers";
import { type HubControl, Interrupted, startHub } from "../hub";
import { listen } from "../listen";
import type { Running } from "../run-program";
import { readSettings } from "../settings";
import { demoEnvironment, loopback } from "./demo-environment";
import { outpostProgram, startOutpost } from "./outpost-child";
import { createSampleApi } from "./sample-api";

const usualOutpostPort = 4180;

export async function startDemo(control: HubControl): Promise<Running> {
  const closers = createClosers();
  const stop = () => closers.closeAll((error) => log().error(error, "a part did not stop cleanly"));
  const step = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    if (control.interrupted()) throw new Interrupted();
    return done;
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), "keysmith-demo-"));
    closers.add(() => rmSync(folder, { recursive: true, force: true }));
    // PostgreSQL never runs as root: whoever it runs as must be able to reach its own folder in here.
    if (process.getuid?.() === 0) chmodSync(folder, 0o711);
    const settings = readSettings(demoEnvironment(process.env, join(folder, "data")));
    process.stdout.write("Starting a hub with two months of demo data ...\n");
    const hub = await startHub(settings, control);
    closers.add(() => hub.stop());
    const owner = { name: "Demo Owner", email: "owner@northwind.example", password: newPassword() };
    const token = new URL(hub.setupLink!).hash.slice("#token=".length);
    const filled = await step(fillHub(token, owner));

    const api = createSampleApi();
    await step(listen(api, 0, loopback));
    closers.add(() => new Promise((closed) => api.close(closed)));
    const port = await step(freePort());
    const hubUrl = `http://${loopback}:${settings.port}`;
    const upstream = `http://${loopback}:${(api.address() as AddressInfo).port}`;
    const outpost = await startOutpost({
      hub: hubUrl,
      token: filled.outpostToken,
      upstream,
      port,
      stateFile: join(folder, "outpost.state"),
    });
    closers.add(() => outpost.stop());
    if (control.interrupted()) throw new Interrupted();
    const at = { url: settings.publicUrl.origin, hub: hubUrl, api: upstream, port };
    return { box: boxOf(at, owner, filled), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function newPassword(): string {
  return newLinkToken().reveal().slice(0, 20);
}

/** The usual one of an Outpost, or any where that is taken. */
async function freePort(): Promise<number> {
  for (const port of [usualOutpostPort, 0]) {
    const probe = createServer();
    const free = await new Promise<number | null>((resolve) => {
      probe.once("error", () => resolve(null));
      probe.listen(port, loopback, () => resolve((probe.address() as AddressInfo).port));
    });
    if (free === null) continue;
    await new Promise((closed) => probe.close(closed));
    return free;
  }
  throw new Error("no port is free");
}

/** `url` is for people, `hub` for an Outpost; `port` is that of the demo's own. */
type Addresses = { url: string; hub: string; api: string; port: number };

function boxOf({ url, hub, api, port }: Addresses, owner: DemoOwner, { keySet }: FilledHub): string {
  const second = `--hub ${hub} --upstream ${api} --api orders-v1 --host ${loopback} --port ${usualOutpostPort + 1} --state none`;
  const orders = `http://${loopback}:${port}/orders`;
  return framed("Keysmith is running, with demo data", [
    ["Open", url],
    ["Sign in", owner.email],
    ["Password", `${owner.password}  (made for this run)`],
    ["", ""],
    ["Sample", `an API called Orders 1, behind an Outpost at ${orders}`],
    ["Let in", `curl ${orders} -H "Authorization: Bearer ${keySet.secret.reveal()}"`],
    ["Refused", `curl -i ${orders}`],
    ["Then", `suspend "${keySet.name}" in the console, and repeat the first call: it is refused at once`],
    ["", ""],
    ["Its API", `${api}, which asks for no key itself`],
    ["Another", "Outpost before it: Enrol Outpost in the console, Copy token, and put it in place of TOKEN"],
    ["", `node "${outpostProgram()}" ${second} --token TOKEN`],
    ["", ""],
    ["Stop", "Ctrl-C; nothing of it stays"],
  ]);
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Sql } from "@/db/client";
import { PEOPLE, WORKSPACE } from "@/e2e/harness/people";
import type { OutpostProcess } from "@/outpost/testing/outpost-process";
import type { Instance } from "../../testing/instance";
import type { Answers, Told } from "./answers";
import type { KnownSecrets } from "./known-secrets";

/** What all that happens in the soak shares: a hub, its owner's browser, what was answered, and what is secret. */
export interface Scene {
  hub: Instance;
  page: Page;
  answers: Answers;
  secrets: KnownSecrets;
  /** As the role that may read everything. */
  sql: Sql;
  /** The hub's data folder. */
  data: string;
  /** The one in front of an API, once it has been started. */
  outpost?: OutpostProcess;
  /** What was wrong. */
  faults: string[];
  /** What has been misused in every way. */
  misused: Set<string>;
  /** What the browser kept, whenever somebody looked. */
  kept: string[];
}

export function expectThat(scene: Scene, right: boolean, what: string): void {
  if (!right) scene.faults.push(what);
}

/** What a program is answered by the hub. */
export function call({ hub, answers }: Scene, path: string, init?: RequestInit): Promise<Told> {
  return answers.call(hub.url + path, init);
}

/** The same, with a key and a body in JSON. */
export function callAs(scene: Scene, key: string, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return call(scene, path, { method, headers, ...init });
}

/** What the browser keeps by now: storage of every kind, its address, and what stands on the page. */
export async function look({ page, kept }: Scene): Promise<void> {
  const stored = await page.context().storageState({ indexedDB: true });
  const rest = await page.evaluate(() => [
    { ...localStorage },
    { ...sessionStorage },
    history.state,
    document.cookie,
    location.href,
    document.documentElement.outerHTML,
    [...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value),
  ]);
  kept.push(JSON.stringify([stored, rest]));
}

/** The link out of the box, which is printed when everything is up. */
export async function setupLink(hub: Instance): Promise<string> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const link = /Set up\s+(\S+)/.exec(hub.output())?.[1];
    if (link) return link;
    await sleep(50);
  }
  throw new Error("the hub printed no setup link");
}

export async function setUp(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(PEOPLE.owner.name);
  await page.getByLabel("Email").fill(PEOPLE.owner.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Workspace name").fill(WORKSPACE);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.getByRole("heading", { name: "Create your first access key" }).waitFor();
}

/** Every page of the console and every reading of the API, as the owner and a program with all scopes see them. */
import { ROUTES } from "@/e2e/harness/routes";
import { OAUTH } from "./misuse";
import { call, callAs, look, type Scene } from "./scene";

/** Ids by what they are of: those of e2e/harness/routes.ts, and those of the paths of the API. */
export interface Known {
  key: string;
  keySet: string;
  api: string;
  application: string;
  subscription: string;
  template: string;
}
const OF_PATH: Record<string, keyof Known> = {
  keys: "key",
  "key-sets": "keySet",
  apis: "api",
  applications: "application",
  subscriptions: "subscription",
  "policy-templates": "template",
};

export async function browse(scene: Scene, known: Known, keys: readonly string[]): Promise<void> {
  const { page } = scene;
  const filled = ROUTES.filter(({ who }) => who === "owner").map(({ path }) =>
    path.replace(/\{(\w+)\}/g, (_, what: string) => known[what as keyof Known] ?? ""),
  );
  const ours = await scene.sql<{ id: string }[]>`select id from keys where kind = 'key_set'`;
  const more = ["/docs/key-sets", "/profile", "/settings/audit-log", "/", "/settings/workspace/access-keys"];
  const lists = [1, 2, 3].map((n) => `/settings/workspace/access-keys?page=${n}&size=50`);
  const single = [...keys.map((id) => `/keys/${id}`), ...ours.map(({ id }) => `/workspace/keys/${id}`)];
  for (const path of new Set([...filled, ...more, ...lists, ...single])) {
    await page.goto(new URL(path, page.url()).href, { waitUntil: "networkidle" });
    for (const tab of await page.getByRole("tab").all()) await tab.click();
    await look(scene);
  }
}

export async function readAll(scene: Scene, manager: string, known: Known): Promise<void> {
  const document = JSON.parse((await callAs(scene, manager, "GET", "/v1/openapi.json")).text);
  for (const [path, calls] of Object.entries<object>(document.paths)) {
    if (!("get" in calls)) continue;
    const what = OF_PATH[path.split("/")[2] ?? ""];
    const id = what ? known[what] : "";
    await callAs(scene, manager, "GET", path.replace("{id}", id));
  }
  const slug = OAUTH.slice(0, OAUTH.lastIndexOf("/"));
  for (const path of [
    "/metrics",
    "/readyz",
    `${slug}/.well-known/jwks.json`,
    `${slug}/.well-known/openid-configuration`,
  ])
    await call(scene, path);
}

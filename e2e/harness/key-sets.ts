/** Key sets made by calls, as a program makes them, and looked at on their pages. */
import { expect, type Locator, type Page } from "@playwright/test";
import { createClient } from "@/db/client";
import { callsOf } from "./calls";
import { databaseUrl } from "./database-url";
import type { Gate } from "./gate";

export const KEYS = "/workspace/keys";

type Period = { amount: number; unit: "days" | "months" };
export interface Wanted {
  /** Of the application; the key set is called by it. */
  name: string;
  authType?: "api_key" | "oauth2_client_credentials" | "basic";
  environment?: string;
  approval?: "auto" | "manual";
  policy?: {
    expiration?: Period | null;
    rotation?: Period | null;
    overlap_days?: number;
    manual_regeneration?: boolean;
    retrievable?: boolean;
  };
  application?: { organization_id?: string; group_id?: string };
  useCase?: string;
}
export interface Made {
  id: string;
  name: string;
  application: string;
  api: { id: string; name: string; slug: string };
  subscription: string;
  environment: string;
}

/** What a program does that holds `key`, with the scopes of key sets. */
export function catalogOf(gate: Gate, key: string) {
  const { done } = callsOf(gate, key);
  const post = (path: string, body: object = {}) => done("POST", path, body);

  /** An application with one subscription, by an API and a policy of its own. */
  async function keySet({ name, authType = "api_key", environment = "production", ...wanted }: Wanted) {
    const policy = await post("/v1/policy-templates", { name: `${name} rules`, ...wanted.policy });
    const api = await post("/v1/apis", {
      name: `${name} API`,
      version: "1",
      approval: wanted.approval ?? "auto",
      environments: ["development", "staging", "production"],
      auth_types: [{ auth_type: authType, policy_template_id: policy.id }],
    });
    const application = await post("/v1/applications", { name, ...wanted.application });
    const subscription = await post("/v1/subscriptions", {
      application_id: application.id,
      api_id: api.id,
      environment,
      use_case: wanted.useCase ?? "",
    });
    const [set] = subscription.key_sets;
    const made: Made = {
      id: set.id,
      name: set.name,
      application: application.id,
      api: { id: api.id, name: `${name} API 1`, slug: api.slug },
      subscription: subscription.id,
      environment,
    };
    return made;
  }
  /** What the gate says of a credential, asked as its API asks. */
  const verdict = async (secret: string, { api, environment }: Made): Promise<string> =>
    (await gate.verify(key, { key: secret, api: api.slug, environment })).body.code;
  return { post, keySet, verdict };
}

/** Changes the dates of a key set's LATEST, as if time had passed. Do it before the gate has read the key. */
export async function redate(
  id: string,
  dates: { activatedMs?: number; rotatesMs?: number; expiresMs?: number },
): Promise<void> {
  const owner = createClient(databaseUrl("owner"), { max: 1 });
  const at = (ms: number | undefined) => (ms === undefined ? null : new Date(Date.now() + ms));
  const { activatedMs, rotatesMs, expiresMs } = dates;
  await owner`update key_versions set
    activated_at = coalesce(${at(activatedMs)}::timestamptz, activated_at),
    rotates_at = coalesce(${at(rotatesMs)}::timestamptz, rotates_at),
    expires_at = coalesce(${at(expiresMs)}::timestamptz, expires_at)
    where key_id = ${id} and latest`;
  await owner.end();
}

export async function openKeySet(page: Page, id: string): Promise<void> {
  await page.goto(`${KEYS}/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** *Retrieve Credentials* on a key set's page; returns the secret among them. */
export async function retrieve(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Retrieve Credentials" }).click();
  const dialog = page.getByRole("dialog");
  const secret = await shownCredential(dialog);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return secret;
}

export async function shownCredential(dialog: Locator): Promise<string> {
  const value = dialog.locator("[data-secret]");
  await expect(value).toHaveText(/^ks_s[a-z]+_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
  return (await value.textContent()) ?? "";
}

/** A milestone of the timeline: "Rotation", "Revocation of key 1". */
export function milestone(page: Page, title: string): Locator {
  return page
    .getByRole("region", { name: "Event milestones" })
    .getByRole("listitem")
    .filter({ has: page.getByText(title, { exact: true }) });
}

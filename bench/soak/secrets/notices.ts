/** Notices by mail and webhook: what is told of keys, and by which secrets it is sent. */

import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@/e2e/harness/expect";
import { leaveUncopied } from "@/e2e/harness/keys";
import type { SmtpSink } from "@/lib/services/testing/smtp-sink";
import type { WebhookReceiver } from "@/lib/services/testing/webhook-receiver";
import { startInstance } from "../../testing/instance";
import { openSuperuser } from "./database";
import { expectThat, look, type Scene } from "./scene";
import { learnSealed, webhookSecretOf } from "./sealed";

const longestMs = 120_000;

/** Names a recipient and a webhook, and tries both: the mail server takes no password without TLS, so mails wait. */
export async function setUpNotices(scene: Scene, receiver: WebhookReceiver): Promise<void> {
  const { page, secrets } = scene;
  await page.goto("/settings/notices");
  await page.getByLabel("Recipients").fill("ops@example.com");
  await page.getByLabel("Address").fill(`${receiver.origin}/hook`);
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "signing secret" });
  const value = dialog.locator("[data-secret]");
  await expect(value).toHaveText(/^whsec_/);
  const { name, text } = webhookSecretOf((await value.textContent()) ?? "");
  secrets.shown(name, text);
  await leaveUncopied(dialog);
  await learnSealed(scene);
  for (const button of ["Test the webhook", "Send a test mail"])
    await page.getByRole("button", { name: button }).click();
  const sent = page.getByRole("table", { name: "Last deliveries" });
  await expect(sent.getByRole("row").filter({ hasText: "Webhook" })).toContainText("Delivered");
  await expect(sent.getByRole("row").filter({ hasText: "Mail" })).toContainText("Failed");
  await look(scene);
}

/** Waits until the webhook has told of a key. */
export async function untilTold({ taken }: WebhookReceiver, name: string): Promise<void> {
  for (let waited = 0; !taken.some(({ body }) => body.includes(name)); waited += 250) {
    if (waited > longestMs) throw new Error(`the webhook never told of ${name}`);
    await sleep(250);
  }
}

/** Starts the hub once more, with a mail server that wants no password: what has waited arrives. Gives what it wrote. */
export async function deliverMails(
  scene: Scene,
  sink: SmtpSink,
  env: Record<string, string>,
): Promise<string> {
  const settings = { ...env, KEYSMITH_SMTP_URL: sink.url };
  const hub = await startInstance({ name: "gate-two", role: "all", folder: scene.data, env: settings });
  const sql = openSuperuser(scene.data);
  try {
    await sql`update deliveries set due_at = now() where due_at is not null and channel = 'mail'`;
    for (let waited = 0; sink.mails.length === 0 && waited < longestMs; waited += 250) await sleep(250);
    const left = async () => (await sql`select 1 from deliveries where due_at is not null`).length;
    for (let waited = 0; (await left()) > 0 && waited < longestMs; waited += 250) await sleep(250);
  } finally {
    await sql.end();
    await hub.stop();
  }
  expectThat(scene, sink.mails.length > 0, "no mail arrived");
  return hub.output();
}

import type { NoticeSettingsRow } from "@/db/queries/notices";
import { webhookHeaders } from "@/lib/crypto/webhook";
import { mailText, subjectOf, type Told, webhookBody } from "@/lib/domain/notices/words";
import { opened } from "../sealing";
import { channels } from "./channels";
import { postWebhook } from "./post-webhook";
import { sendMail } from "./send-mail";
import { webhookSecretPlace } from "./webhook-secret";

interface Delivery {
  /** Names this parcel: tried again, it has the same name, so that nobody needs to take it twice. */
  id: string;
  channel: string;
  target: string;
  /** Empty where somebody tries whether it arrives. */
  told: readonly Told[];
  where: { workspace: string; hub: string };
  settings: NoticeSettingsRow;
  now: Date;
}

/** Brings notices to one mail address, or to the webhook. Throws where they did not arrive. */
export async function deliver(delivery: Delivery): Promise<void> {
  return delivery.channel === "mail" ? mail(delivery) : webhook(delivery);
}

async function mail({ id, target, told, where }: Delivery): Promise<void> {
  const { mail } = channels();
  if (mail === null) throw new Error("Mail is not set up any more: KEYSMITH_SMTP_URL is not set.");
  const isTrial = told.length === 0;
  await sendMail(mail, {
    id,
    to: target,
    subject: isTrial ? `Mail from Keysmith arrives (${where.workspace})` : subjectOf(told, where.workspace),
    text: isTrial
      ? `Somebody tried whether notices of the workspace ${where.workspace} arrive here. They do.\n\n${where.hub}/settings/notices\n`
      : mailText(told, where),
  });
}

async function webhook({ id, target, told, where, settings, now }: Delivery): Promise<void> {
  const { webhookUrl, webhookSecret, workspaceId } = settings;
  // What was to go elsewhere is not brought to another place than people chose.
  if (webhookUrl === null || webhookSecret === null || new URL(webhookUrl).host !== target)
    throw new Error("The webhook has been taken away or changed since.");
  const text = `Somebody tried whether notices of the workspace ${where.workspace} arrive here. They do.`;
  const content =
    told.length === 0
      ? { type: "keysmith.trial", workspace: where.workspace, text, notices: [] }
      : webhookBody(told, where);
  const body = JSON.stringify(content);
  const secret = opened(webhookSecretPlace(workspaceId), webhookSecret);
  await postWebhook(webhookUrl, { body, headers: webhookHeaders(secret, { id, at: now, body }) });
}

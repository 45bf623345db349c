import { keepNoticeSettings } from "@/db/queries/notices";
import { lockWorkspace } from "@/db/queries/workspaces";
import { editNotices } from "@/lib/contracts/notices";
import { newWebhookSecret } from "@/lib/crypto/webhook";
import { WEBHOOK_FAULTS, webhookFault } from "@/lib/domain/notices/webhook-address";
import type { Secret } from "@/lib/domain/secret";
import { type Command, refuse } from "../card";
import { sealed } from "../sealing";
import { channels } from "./channels";
import { settingsOf } from "./settings";
import { webhookSecretPlace } from "./webhook-secret";

export interface EditedNotices {
  days: number[];
  recipients: string[];
  webhookUrl: string | null;
  /** Of a webhook that is new: what its bodies are signed with, once. */
  secret: Secret | null;
}

/** Changes where notices go. A webhook that is new gets a secret of its own, told in this answer alone. */
export const editNoticeSettings: Command<typeof editNotices, EditedNotices> = {
  name: "notice.edit",
  permission: "notice:edit",
  input: editNotices,
  async run(tx, ctx, input) {
    const fault = input.webhookUrl ? webhookFault(input.webhookUrl, channels().webhookOrigins) : null;
    if (fault) return { ok: false, fields: { webhookUrl: WEBHOOK_FAULTS[fault] } };
    const workspace = await lockWorkspace(tx, ctx.workspace);
    if (!workspace) return refuse("not-found");
    const row = await settingsOf(tx, ctx.workspace);
    const before = {
      days: row.days.map(String),
      recipients: row.recipients,
      webhook: hostOf(row.webhookUrl),
    };
    const webhookUrl = input.webhookUrl === undefined ? row.webhookUrl : input.webhookUrl || null;
    const isNew = webhookUrl !== null && webhookUrl !== row.webhookUrl;
    const secret = isNew ? newWebhookSecret() : null;
    const webhookSecret = secret
      ? sealed(webhookSecretPlace(ctx.workspace), secret)
      : webhookUrl && row.webhookSecret;
    const days = input.days ?? row.days;
    const recipients = input.recipients ?? row.recipients;
    await keepNoticeSettings(tx, {
      workspaceId: ctx.workspace,
      days,
      recipients,
      webhookUrl,
      webhookSecret: webhookSecret || null,
    });
    return {
      ok: true,
      value: { days, recipients, webhookUrl, secret },
      event: {
        type: "notice.settings-edited",
        subject: { kind: "workspace", id: ctx.workspace, label: workspace.name },
        before,
        after: { days: days.map(String), recipients, webhook: hostOf(webhookUrl) },
      },
    };
  },
};

/** What stands behind the host may be a secret of the receiver's. */
export function hostOf(url: string | null): string | null {
  return url && new URL(url).host;
}

import type { NoticeSettingsRow } from "@/db/queries/notices";
import type { Channel } from "@/lib/contracts/notices";
import type { Channels } from "./channels";
import { hostOf } from "./edit";

export interface Target {
  channel: Channel;
  target: string;
}

/** Where a workspace's notices go now. */
export function targetsOf({ recipients, webhookUrl }: NoticeSettingsRow, { mail }: Channels): Target[] {
  const mails = mail ? recipients.map((target) => ({ channel: "mail" as const, target })) : [];
  const host = hostOf(webhookUrl);
  return host === null ? mails : [...mails, { channel: "webhook", target: host }];
}

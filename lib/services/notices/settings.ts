import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import {
  type DeliveryRow,
  lastDeliveries,
  type NoticeSettingsRow,
  noticeSettingsOf,
} from "@/db/queries/notices";
import type { WorkspaceId } from "@/lib/domain/brand";
import { DEFAULT_NOTICE_DAYS } from "@/lib/domain/notices/given";
import type { Query } from "../card";
import { channels } from "./channels";

export interface NoticeSettings {
  /** Of access keys: so many days before. */
  days: number[];
  recipients: string[];
  webhookUrl: string | null;
  /** Where mails come from; null = whoever runs the hub has set up no mail. */
  mailFrom: string | null;
  /** The last ones, the newest first. */
  deliveries: Omit<DeliveryRow, "workspaceId">[];
  /** When this was so. */
  at: Date;
}

const SHOWN = 8;

/** The settings as they are, or as they begin. */
export async function settingsOf(db: Db | Tx, workspace: WorkspaceId): Promise<NoticeSettingsRow> {
  const none = { recipients: [], webhookUrl: null, webhookSecret: null };
  return (
    (await noticeSettingsOf(db, workspace)) ?? { workspaceId: workspace, days: DEFAULT_NOTICE_DAYS, ...none }
  );
}

/** Where notices go beside the console, and what came of the last ones. */
export const noticeSettings: Query<z.ZodObject, NoticeSettings> = {
  name: "notice.settings",
  permission: "notice:edit",
  input: z.strictObject({}),
  async run(db, ctx) {
    const [{ days, recipients, webhookUrl }, sent] = await Promise.all([
      settingsOf(db, ctx.workspace),
      lastDeliveries(db, ctx.workspace, SHOWN),
    ]);
    const mailFrom = channels().mail?.from ?? null;
    return {
      days,
      recipients,
      webhookUrl,
      mailFrom,
      deliveries: sent.map(({ workspaceId: _, ...delivery }) => delivery),
      at: ctx.now,
    };
  },
};

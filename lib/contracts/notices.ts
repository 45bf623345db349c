/** What the settings of notices take, and the address of their page. */
import { z } from "zod";
import { LONGEST_NOTIFY_DAYS, MOST_NOTIFY_DAYS } from "@/lib/domain/key-sets/policy";
import { emailText, plainText } from "./text";

export const MOST_RECIPIENTS = 20;

const daysSentence = `Name at most ${MOST_NOTIFY_DAYS} notices, each 1 to ${LONGEST_NOTIFY_DAYS} whole days ahead.`;
const noticeDays = z
  .array(z.int(daysSentence).min(1, daysSentence).max(LONGEST_NOTIFY_DAYS, daysSentence), daysSentence)
  .max(MOST_NOTIFY_DAYS, daysSentence)
  .transform((days) => [...new Set(days)].sort((a, b) => b - a));
const recipients = z
  .array(emailText, "Recipients are a list of email addresses.")
  .max(MOST_RECIPIENTS, `At most ${MOST_RECIPIENTS} recipients.`)
  .transform((all) => [...new Set(all)]);

export const editNotices = z.strictObject({
  /** Of access keys: so many days before a rotation or an expiration. */
  days: noticeDays.optional(),
  recipients: recipients.optional(),
  /** Null = none. */
  webhookUrl: plainText("Address", 500).nullable().optional(),
});

export const CHANNELS = ["mail", "webhook"] as const;
export type Channel = (typeof CHANNELS)[number];

export const tryNotices = z.strictObject({ channel: z.enum(CHANNELS, "mail or webhook.") });

/** Every address is good: what is off falls back. */
export const noticePage = z.object({
  /** The id of a notice: those that stand behind it. Hundreds are given at one instant, so that none would say where. */
  before: z.uuid().nullable().catch(null),
});

/** What the access-key commands take: one shape for the form, the HTTP body and the docs. */
import { z } from "zod";
import { ACCESS_EXPIRY_CHOICES } from "@/lib/domain/keys/expiry";
import { DEFAULT_OVERLAP, LONGEST_OVERLAP_HOURS, SHORTEST_OVERLAP_HOURS } from "@/lib/domain/keys/overlap";
import { LONGEST_ROTATION_DAYS } from "@/lib/domain/keys/own-schedule";
import { descriptionText, environmentText, idText, nameText, scopeList } from "./text";

const expiration = z.enum(ACCESS_EXPIRY_CHOICES, "Choose when the key expires.");

const hours = (sentence: string) =>
  z.int(sentence).min(SHORTEST_OVERLAP_HOURS, sentence).max(LONGEST_OVERLAP_HOURS, sentence);
const daysSentence = `Between 1 and ${LONGEST_ROTATION_DAYS.toLocaleString("en")} whole days, or null for never.`;
/** The key rotates by itself every so many days; null = only when somebody rotates it. */
const rotateEveryDays = z.int(daysSentence).min(1, daysSentence).max(LONGEST_ROTATION_DAYS, daysSentence);
/** How long the old secret works beside the new one of such a rotation, at least. */
const rotateOverlapHours = hours("Between 1 and 720 whole hours (30 days).");

export const createAccessKey = z.strictObject({
  name: nameText,
  description: descriptionText.default(""),
  expiration,
  environment: environmentText,
  scopes: scopeList.default([]),
  rotateEveryDays: rotateEveryDays.nullable().default(null),
  rotateOverlapHours: rotateOverlapHours.default(Number(DEFAULT_OVERLAP)),
});

/** Name, description and schedule: an expiration sent along is refused, it cannot be edited. */
export const editAccessKey = z.strictObject({
  id: idText,
  name: nameText.optional(),
  description: descriptionText.optional(),
  rotateEveryDays: rotateEveryDays.nullable().optional(),
  rotateOverlapHours: rotateOverlapHours.optional(),
  expiration: z
    .never("The expiration cannot be changed after creation. Regenerate the key to give it another.")
    .optional(),
});

export const oneAccessKey = z.strictObject({ id: idText });

export const regenerateAccessKey = z.strictObject({
  id: idText,
  /** Absent = the expiry stays as it is. */
  expiration: expiration.optional(),
});

const overlapSentence = "Between 1 and 720 whole hours (30 days), or until-ended.";

/** How long the old version keeps working: a number of hours, or "until-ended" = until somebody ends it. */
const overlap = z
  .union([hours(overlapSentence), z.literal("until-ended")], overlapSentence)
  .default(Number(DEFAULT_OVERLAP));

export const rotateAccessKey = z.strictObject({
  id: idText,
  overlap,
  /** Of the new version. Absent = the expiry stays as it is. */
  expiration: expiration.optional(),
});

/** A key that rotates itself: it cannot choose an expiry, or it could live for ever. */
export const rotateItself = z.strictObject({
  overlap: hours("Between 1 and 720 whole hours (30 days).").default(24),
});

export const REVOKE_CHOICES = ["leaked", "no_longer_needed", "owner_left", "other"] as const;

export const revokeAccessKey = z.strictObject({
  id: idText,
  reason: z.enum(REVOKE_CHOICES, "Choose a reason."),
});

/** What the commands of policy templates take. Whether a policy can be is for the domain to say. */
import { z } from "zod";
import { PERIOD_UNITS } from "@/lib/domain/key-sets/period";
import { ADOPTIONS, MOST_NOTIFY_DAYS } from "@/lib/domain/key-sets/policy";
import { descriptionText, idText, nameText } from "./text";

const wholeDays = z.int("A whole number of days.").min(0, "A whole number of days.");
const period = z
  .strictObject(
    {
      amount: z.int("A whole number.").min(1, "A whole number from 1 on.").max(3_650, "That is too long."),
      unit: z.enum(PERIOD_UNITS, "Choose days or months."),
    },
    "A period is a number of days or months.",
  )
  .nullable();
const notifyDays = z
  .array(wholeDays, "Notice days are a list of numbers.")
  .max(MOST_NOTIFY_DAYS, `At most ${MOST_NOTIFY_DAYS} notices.`)
  .transform((days) => [...new Set(days)].sort((a, b) => b - a));
const yesOrNo = z.boolean("Say yes or no.");

/** A policy as a form or a program gives it. */
export const policyShape = z.strictObject({
  /** null = never. */
  expiration: period.default(null),
  rotation: period.default(null),
  manualRegeneration: yesOrNo.default(true),
  overlapDays: wholeDays.default(0),
  retrievable: yesOrNo.default(true),
  notifyDays: notifyDays.default([]),
});

export const createPolicyTemplate = policyShape.extend({
  name: nameText,
  description: descriptionText.default(""),
});

export const editPolicyTemplate = z.strictObject({
  id: idText,
  name: nameText.optional(),
  description: descriptionText.optional(),
  expiration: period.optional(),
  rotation: period.optional(),
  manualRegeneration: yesOrNo.optional(),
  overlapDays: wholeDays.optional(),
  retrievable: yesOrNo.optional(),
  notifyDays: notifyDays.optional(),
  /** What becomes of the key sets that were made by it. */
  existing: z.enum(ADOPTIONS, "Choose what becomes of existing key sets.").default("keep"),
});

/** A policy that a template would have; nothing is changed. */
export const adoptionOfPolicy = policyShape.extend({ id: idText });

export const onePolicyTemplate = z.strictObject({ id: idText });
export const listPolicyTemplates = z.strictObject({ retired: z.boolean().default(false) });

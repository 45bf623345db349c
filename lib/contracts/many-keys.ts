/** Acts on many keys: which ones, and what to do. The same shapes for access keys and personal keys. */
import { z } from "zod";
import { CLEAN_UP_CHOICES, combine, KEYS_AT_ONCE } from "@/lib/domain/keys/clean-up";
import { REVOKE_CHOICES } from "./access-keys";
import { keyListFilter } from "./key-list";
import { idText } from "./text";

const words = KEYS_AT_ONCE.toLocaleString("en");

/** The keys that were looked at before the act; each once. */
const ids = z
  .array(idText, "Which keys? Send a list of their ids.")
  .min(1, "Choose at least one key.")
  .max(KEYS_AT_ONCE, `At most ${words} keys at once.`)
  .transform((list) => [...new Set(list.map((id) => id.toLowerCase()))]);

export const manyKeys = z.strictObject({ ids });
export const revokeManyKeys = z.strictObject({ ids, reason: z.enum(REVOKE_CHOICES, "Choose a reason.") });

const choices = z
  .array(z.enum(CLEAN_UP_CHOICES, "Choose Expired, Revoked, or Both Expired and Revoked."))
  .max(CLEAN_UP_CHOICES.length, "Choose each at most once.")
  .refine(combine, "Both Expired and Revoked cannot be combined with the others.");

/** The choices may be empty: then there are counts, and no list. */
export const cleanUpPlan = z.strictObject({ choices });
export const cleanUpKeys = z.strictObject({ choices: choices.min(1, "Choose what is to go."), ids });

/** Keys picked one by one, or all that match the table's filters. */
export const keySelection = z
  .strictObject({ ids: ids.optional(), filter: keyListFilter.optional() })
  .refine(
    ({ ids, filter }) => (ids === undefined) !== (filter === undefined),
    "Send either ids or a filter.",
  );

/** What the commands about personal keys take: one shape for the form, the HTTP body and the docs. */
import { z } from "zod";
import { PERSONAL_EXPIRY_CHOICES } from "@/lib/domain/keys/expiry";
import { REVOKE_CHOICES } from "./access-keys";
import { descriptionText, idText, nameText } from "./text";

const expiration = z.enum(PERSONAL_EXPIRY_CHOICES, "Choose when the key expires.");

export const createPersonalKey = z.strictObject({
  name: nameText,
  description: descriptionText.default(""),
  expiration,
});

export const onePersonalKey = z.strictObject({ id: idText });

export const regeneratePersonalKey = z.strictObject({
  id: idText,
  /** Absent = the expiry stays as it is. */
  expiration: expiration.optional(),
});

/** By an Owner or Admin, of anybody's key. */
export const revokePersonalKey = z.strictObject({
  id: idText,
  reason: z.enum(REVOKE_CHOICES, "Choose a reason."),
});

export const PERSONAL_KEY_SORTS = ["name", "created", "expires", "lastUsed", "status"] as const;
export const PERSONAL_PAGE_SIZES = [10, 25, 50] as const;

/** Order and page of a table of personal keys, as they stand in the URL. Every URL is good: what is off falls back. */
export const personalKeyFilter = z.object({
  sort: z.enum(PERSONAL_KEY_SORTS).catch("created"),
  order: z.enum(["asc", "desc"]).catch("desc"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  size: z.coerce
    .number()
    .pipe(z.union([z.literal(10), z.literal(25), z.literal(50)]))
    .catch(25),
});

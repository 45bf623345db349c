/** Shapes of single fields, shared by forms, HTTP bodies and the docs. */
import { z } from "zod";
import { ENVIRONMENT_PATTERN } from "@/lib/domain/keys/key-text";
import { SCOPE_PATTERN, SCOPES_PER_KEY } from "@/lib/domain/scopes";
import { hasUnsafeCharacter } from "@/lib/domain/text";

/** Text that a person typed: trimmed, without NUL and lone surrogates. */
export const plainText = (label: string, limit: number) =>
  z
    .string({ error: `${label} must be text.` })
    .max(limit * 4, `${label} is too long: at most ${limit} characters.`)
    .refine(
      (text) => !hasUnsafeCharacter(text),
      `${label} holds a character that cannot be stored. Type it anew.`,
    )
    .transform((text) => text.trim())
    .refine((text) => text.length <= limit, `${label} is too long: at most ${limit} characters.`);

export const requiredText = (label: string, limit: number) =>
  plainText(label, limit).refine((text) => text.length > 0, `${label} is needed.`);

export const idText = z.uuid("That is not an id.");
export const nameText = requiredText("Name", 100);
export const descriptionText = plainText("Description", 500);
export const environmentText = z
  .string("Choose an environment.")
  .regex(ENVIRONMENT_PATTERN, "Choose an environment.");
export const scopeText = z
  .string("A scope is text like orders:write.")
  .regex(SCOPE_PATTERN, "A scope looks like orders:write.");
export const scopeList = z
  .array(scopeText, "Scopes are a list.")
  .max(SCOPES_PER_KEY, `At most ${SCOPES_PER_KEY} scopes.`)
  .transform((scopes) => [...new Set(scopes)]);
/** What programs know a role by: `admin`, or that of a role of the workspace's own. */
export const roleText = z.string("Choose a role.").regex(/^[a-z][a-z0-9-]{0,39}$/, "Choose a role.");
export const emailText = requiredText("Email", 254)
  .transform((text) => text.toLowerCase())
  .pipe(z.email("That is not an email address."));
export const passwordText = z
  .string("A password is needed.")
  .min(12, "At least 12 characters.")
  .max(200, "At most 200 characters.")
  .refine((text) => !hasUnsafeCharacter(text), "That password holds a character that cannot be stored.");
export const linkToken = z
  .string("The link is incomplete.")
  .regex(/^[0-9A-Za-z]{20,64}$/, "The link is incomplete. Open it again from where you got it.");

/** A change of whatever is named: one that names nothing is a mistake, and says so. */
export const somethingOf = <Shape extends z.ZodObject>(shape: Shape) =>
  shape.refine(
    (input) => Object.values(input).some((value) => value !== undefined),
    "Nothing is to be changed. Name at least one field.",
  );

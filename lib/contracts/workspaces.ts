/** The settings of a workspace. What a form leaves out stays as it is. */
import { z } from "zod";
import { ENVIRONMENT_PATTERN, PREFIX_PATTERN } from "@/lib/domain/keys/key-text";
import { mayBeOwnScope } from "@/lib/domain/scopes";
import { LONGEST_LIFETIME_MINUTES } from "@/lib/domain/tokens/claims";
import { requiredText, scopeText, somethingOf } from "./text";

export const MOST_ENVIRONMENTS = 20;
export const MOST_OWN_SCOPES = 200;
/** The shortest expiration that the form of an access key offers: a rule below it would leave nothing to choose. */
export const SHORTEST_LONGEST_LIFETIME = 30;
export const LONGEST_LIFETIME = 3650;

const lifetimeSentence = `A whole number of days, from ${SHORTEST_LONGEST_LIFETIME} to ${LONGEST_LIFETIME.toLocaleString("en")}.`;

const minutesSentence = `A whole number of minutes, from 1 to ${LONGEST_LIFETIME_MINUTES}.`;

/** `aud` of the tokens: one name that APIs compare letter by letter. With a colon in it, a URI (RFC 7519 section 2). */
export const tokenAudience = z
  .string("An audience is text like https://api.example.com.")
  .regex(
    /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/,
    "Up to 200 letters, digits and signs, without spaces, quotation marks or backslashes.",
  )
  .refine((text) => !text.includes(":") || URL.canParse(text), "With a colon in it, it is a whole URL.");

export const environmentName = z
  .string("An environment is text like production.")
  .regex(
    ENVIRONMENT_PATTERN,
    "Lower-case letters and digits, at most 16, beginning with a letter: production, eu2.",
  );
export const ownScope = scopeText.refine(
  mayBeOwnScope,
  "That first word is the hub's own. Name a thing of your API, as in orders:write.",
);

export const editWorkspace = somethingOf(
  z.strictObject({
    name: requiredText("Workspace name", 80).optional(),
    keyPrefix: z
      .string("A prefix is text like ks.")
      .regex(
        PREFIX_PATTERN,
        "2 to 12 lower-case letters and digits, beginning with a letter: ks, acme, northwind.",
      )
      .optional(),
    environments: z
      .array(environmentName, "Environments are a list.")
      .min(1, "Keep one environment at least: each access key belongs to one.")
      .max(MOST_ENVIRONMENTS, `At most ${MOST_ENVIRONMENTS} environments.`)
      .transform((names) => [...new Set(names)])
      .optional(),
    ownScopes: z
      .array(ownScope, "Scopes are a list.")
      .max(MOST_OWN_SCOPES, `At most ${MOST_OWN_SCOPES} scopes.`)
      .transform((scopes) => [...new Set(scopes)])
      .optional(),
    /** null = any lifetime. */
    longestLifetimeDays: z
      .int(lifetimeSentence)
      .min(SHORTEST_LONGEST_LIFETIME, lifetimeSentence)
      .max(LONGEST_LIFETIME, lifetimeSentence)
      .nullable()
      .optional(),
    neverAllowed: z.boolean("Say whether keys may never expire.").optional(),
    /** null = the issuer itself. */
    tokenAudience: tokenAudience.nullable().optional(),
    tokenMinutes: z
      .int(minutesSentence)
      .min(1, minutesSentence)
      .max(LONGEST_LIFETIME_MINUTES, minutesSentence)
      .optional(),
  }),
);

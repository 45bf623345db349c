/** What people change about themselves. */
import { z } from "zod";
import { CONFIRM_SECONDS, type ConfirmSeconds } from "@/lib/domain/people/preferences";
import { hasUnsafeCharacter } from "@/lib/domain/text";
import { nameText, passwordText, somethingOf } from "./text";

/** A time zone by its IANA name, if this machine knows it. */
const timeZoneText = z
  .string("Choose a time zone.")
  .max(64, "Choose a time zone.")
  .refine(isTimeZone, "Choose a time zone from the list.");

export const editProfile = somethingOf(
  z.strictObject({
    name: nameText.optional(),
    /** null = the browser's. */
    timeZone: timeZoneText.nullable().optional(),
    confirmSeconds: z
      .number("Choose how long Confirm waits.")
      .refine(
        (seconds): seconds is ConfirmSeconds => (CONFIRM_SECONDS as readonly number[]).includes(seconds),
        "Choose one of the offered times.",
      )
      .optional(),
  }),
);

/** The password of today: whatever was typed, since only the stored one decides. */
const presentPassword = z
  .string("Your password is needed.")
  .min(1, "Your password is needed.")
  .max(200, "That is not your password.")
  .refine((text) => !hasUnsafeCharacter(text), "That is not your password.");

export const changePassword = z.strictObject({ current: presentPassword, password: passwordText });
export const confirmPassword = z.strictObject({ password: presentPassword });

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+\-/]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

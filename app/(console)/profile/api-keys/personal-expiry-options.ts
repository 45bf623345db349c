import { expiryOptions } from "@/app/(console)/keys/_issue/expiry-options";
import type { ExpirationOption } from "@/components/keys/expiration-field";
import { type LifetimeRule, PERSONAL_EXPIRY_CHOICES } from "@/lib/domain/keys/expiry";

/** The choices of a personal key: a number of days. */
export function personalExpiryOptions(rule: LifetimeRule): ExpirationOption[] {
  return expiryOptions(PERSONAL_EXPIRY_CHOICES, (choice) => `${choice} days`, rule);
}

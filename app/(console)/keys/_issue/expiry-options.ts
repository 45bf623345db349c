import type { ExpirationOption } from "@/components/keys/expiration-field";
import {
  ACCESS_EXPIRY_CHOICES,
  EXPIRY_LABELS,
  type ExpiryChoice,
  type LifetimeRule,
  lifetimeRefusal,
} from "@/lib/domain/keys/expiry";

/** Choices of an expiration, in the order of the manual; those that the workspace forbids sleep, by the server's own rule. */
export function expiryOptions<Choice extends ExpiryChoice>(
  choices: readonly Choice[],
  labelOf: (choice: Choice) => string,
  rule: LifetimeRule,
): ExpirationOption[] {
  return choices.map((value) => ({
    value,
    label: labelOf(value),
    days: value === "never" ? null : Number(value),
    sleeping: lifetimeRefusal(value, rule) !== null,
  }));
}

/** The choices of an access key. */
export function accessExpiryOptions(rule: LifetimeRule): ExpirationOption[] {
  return expiryOptions(ACCESS_EXPIRY_CHOICES, (choice) => EXPIRY_LABELS[choice], rule);
}

/** What is chosen to begin with: 90 days, or the longest that the workspace allows below. */
export function firstChoice(options: readonly ExpirationOption[]): string {
  const open = options.filter(({ sleeping, days }) => !sleeping && days !== null && days <= 90);
  return open.sort((a, b) => (b.days ?? 0) - (a.days ?? 0))[0]?.value ?? options[0]!.value;
}

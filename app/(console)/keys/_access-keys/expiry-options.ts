import { ACCESS_EXPIRY_CHOICES, EXPIRY_LABELS } from "@/lib/domain/keys/expiry";

/** The choices of Expiration, in the order of the manual. */
export const EXPIRY_OPTIONS = ACCESS_EXPIRY_CHOICES.map((value) => ({
  value,
  label: EXPIRY_LABELS[value],
  days: value === "never" ? null : Number(value),
}));

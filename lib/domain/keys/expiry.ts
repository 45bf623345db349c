/** Expiry choices of an access key at creation: Never, 30 days, 90 days or 1 year. It cannot be changed afterwards. */
export const ACCESS_EXPIRY_CHOICES = ["never", "30", "90", "365"] as const;
export type AccessExpiryChoice = (typeof ACCESS_EXPIRY_CHOICES)[number];

export const EXPIRY_LABELS: Record<AccessExpiryChoice, string> = {
  never: "Never",
  "30": "30 days",
  "90": "90 days",
  "365": "1 year",
};

/** The instant at which a key created at `now` with this choice ends; null = never. A day is 24 hours. */
export function expiryFrom(choice: AccessExpiryChoice, now: Date): Date | null {
  return choice === "never" ? null : new Date(now.getTime() + Number(choice) * 86_400_000);
}

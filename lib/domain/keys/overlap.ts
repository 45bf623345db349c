/** How long the old version of a rotated key keeps working beside the new one. */
export const OVERLAP_CHOICES = ["24", "48", "168", "until-ended"] as const;
export type OverlapChoice = (typeof OVERLAP_CHOICES)[number];

export const OVERLAP_LABELS: Record<OverlapChoice, string> = {
  "24": "24 hours",
  "48": "48 hours",
  "168": "7 days",
  "until-ended": "Until I revoke it",
};
export const DEFAULT_OVERLAP: OverlapChoice = "168";

/** An overlap in hours: 1 hour to 30 days. */
export const SHORTEST_OVERLAP_HOURS = 1;
export const LONGEST_OVERLAP_HOURS = 720;

/** When an overlap that begins at `now` ends; null = when somebody ends it. */
export function overlapEnd(overlap: number | "until-ended", now: Date): Date | null {
  return overlap === "until-ended" ? null : new Date(now.getTime() + overlap * 3_600_000);
}

/** How the console behaves for one person. */

/** How long a Confirm button waits for the second click, in seconds; 0 = never: always a dialog. */
export const CONFIRM_SECONDS = [2, 5, 10, 20, 0] as const;
export type ConfirmSeconds = (typeof CONFIRM_SECONDS)[number];

export const CONFIRM_LABELS: Record<ConfirmSeconds, string> = {
  2: "2 seconds",
  5: "5 seconds",
  10: "10 seconds",
  20: "20 seconds",
  0: "Always a dialog",
};

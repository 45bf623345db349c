/** The words of the keys table's address. They stand apart from its contract, which a browser need not load. */
export const KEY_SORTS = ["name", "created", "lastUsed", "expires"] as const;
export const PAGE_SIZES = [25, 50, 100] as const;
export const EXPIRY_FILTERS = ["never", "in7", "in30", "in90", "past"] as const;
export type ExpiryFilter = (typeof EXPIRY_FILTERS)[number];

export const EXPIRY_WORDS: Record<ExpiryFilter, string> = {
  never: "Never",
  in7: "Within 7 days",
  in30: "Within 30 days",
  in90: "Within 90 days",
  past: "Passed",
};

/** Totals of the table are exact up to this number; one more means more. */
export const COUNT_LIMIT = 10_000;

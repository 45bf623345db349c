/** The words of the keys table's address. They stand apart from its contract, which a browser need not load. */
export const KEY_SORTS = ["name", "created", "lastUsed", "expires"] as const;
export const PAGE_SIZES = [25, 50, 100] as const;
export const EXPIRY_FILTERS = ["never", "in7", "in30", "in90", "past"] as const;

/** Totals of the table are exact up to this number; one more means more. */
export const COUNT_LIMIT = 10_000;

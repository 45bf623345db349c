/** The words of the address of Workspace > Keys. They stand apart from its contract, which a browser need not load. */
export const KEY_SET_SORTS = ["name", "created", "expires", "rotates", "lastUsed"] as const;
export type KeySetSort = (typeof KEY_SET_SORTS)[number];

/** The dates by which key sets are found: each from a day and to a day, in UTC, both included. */
export const KEY_SET_DATES = ["created", "rotated", "lastUsed", "expires"] as const;
export type KeySetDate = (typeof KEY_SET_DATES)[number];

export const KEY_SET_DATE_LABELS: Record<KeySetDate, string> = {
  created: "Created",
  rotated: "Rotated",
  lastUsed: "Last used",
  expires: "Expiration date",
};

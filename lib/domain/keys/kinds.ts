/** `access` belongs to the workspace, `personal` to a user, `key_set` to an application. */
export const KEY_KINDS = ["access", "personal", "key_set"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** The letter that stands for the kind inside a key's text. */
export const KIND_LETTERS: Record<KeyKind, string> = { access: "a", personal: "p", key_set: "s" };

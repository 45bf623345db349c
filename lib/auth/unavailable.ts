/** The words that next-auth carries to the browser where something else than the password is the reason. */

/** The hub itself is at fault. */
export const SIGN_IN_UNAVAILABLE = "unavailable";
/** Too many tries have failed. */
export const SIGN_IN_TOO_MANY = "too-many-attempts";

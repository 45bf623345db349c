/** The one word that next-auth carries to the browser when the hub itself is at fault. */
export const SIGN_IN_UNAVAILABLE = "unavailable";

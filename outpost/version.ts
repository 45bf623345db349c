/** The Outpost's own version, as it is published. */
export const VERSION = "0.1.0";

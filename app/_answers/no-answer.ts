/** Said where a call to the hub came back without an answer: no network, the hub restarting, or a newer version of it. */
export const NO_ANSWER_SENTENCE =
  "The hub did not answer. Check your connection; if it has just been updated, load the page again. Nothing is known to have changed: look before you try again.";

/** The same where the button may be pressed again: by its idempotency key, or since it says what is to be so afterwards. */
export const PRESS_AGAIN_SENTENCE =
  "The hub did not answer. Check the connection, then press the button again: nothing is done twice. If the hub has just been updated, load the page again first.";

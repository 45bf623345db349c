/** Said where a call to the hub came back without an answer: no network, the hub restarting, or a newer version of it. */
export const NO_ANSWER_SENTENCE =
  "The hub did not answer. Check your connection; if it has just been updated, load the page again. Nothing is known to have changed: look before you try again.";

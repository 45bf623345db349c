// Said where a call to the hub came back without an answer: no network, the hub restarting, or a newer version of it.

/** Where the button may be pressed again: by its idempotency key, or since it says what is to be so afterwards. */
export const PRESS_AGAIN_SENTENCE =
  "The hub did not answer. Check the connection, then press the button again: nothing is done twice. If the hub has just been updated, load the page again first.";

/** Where a second press would be refused if the first arrived, and the page tells after a reload whether it did. */
export const LOOK_FIRST_SENTENCE =
  "The hub did not answer, and may have done it all the same. Check the connection, then load the page again: it shows whether it is done.";

/** Where it is asked again by itself. */
export const ASKED_AGAIN_SENTENCE =
  "The hub does not answer; this page goes on asking. If the hub has just been updated, load the page again.";

/** Where something was only read. */
export const READ_AGAIN_SENTENCE =
  "The hub did not answer. Check the connection, then try again. If the hub has just been updated, load the page again first.";

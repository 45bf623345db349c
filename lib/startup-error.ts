/**
 * A reason not to start, in one plain sentence that says what is wrong and what to do about it. The program
 * prints the sentence alone, without a stack, and exits non-zero.
 */
export class StartupError extends Error {
  override readonly name = "StartupError";

  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
  }
}

/** The cause of a refusal as it is kept: a code, and behind it the names that it is about, each after a space. */
const MOST_NAMES = 5;

export interface Cause {
  /** A verdict code, a fault of the text, or a hint. */
  code: string;
  /** What was asked for: the environment or the scopes that were not met, or the path that was called. */
  names: string[];
}

/** Neither a code nor a path nor the name of a scope or an environment holds a space. */
export function causeText(code: string, names: readonly string[] = []): string {
  return [code, ...names.slice(0, MOST_NAMES)].join(" ");
}

export function readCause(text: string): Cause {
  const [code, ...names] = text.split(" ");
  return { code: code!, names };
}

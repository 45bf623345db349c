/** A fresh idempotency key. Works over plain http, where randomUUID is missing. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/**
 * The idempotency key of a form: the same for every press until one is done, so that a retry after a lost answer is told
 * what came of the first. Where `input` is given, other input is another request, with a key of its own.
 */
export function openAttempt() {
  let kept: { key: string; input: string | undefined } | null = null;
  return {
    keyFor(input?: unknown): string {
      const asked = JSON.stringify(input);
      if (kept?.input !== asked || kept === null) kept = { key: newIdempotencyKey(), input: asked };
      return kept.key;
    },
    done() {
      kept = null;
    },
  };
}

import type { IncomingMessage } from "node:http";

export const BODY_LIMIT = 65_536;

/** What comes behind the limit is read and thrown away, so that the client gets to hear the answer; so much more of it. */
const patience = 15 * BODY_LIMIT;

/**
 * Reads a body of at most `limit` bytes and calls back once: with its bytes, or null where it is larger. Of a request
 * that breaks off it never calls back, since nobody waits for the answer.
 */
export function readBody(
  req: IncomingMessage,
  then: (body: Buffer | null) => void,
  limit = BODY_LIMIT,
): void {
  let chunks: Buffer[] | null = null;
  let only: Buffer | null = null;
  let length = 0;
  req.on("data", (chunk: Buffer) => {
    const before = length;
    length += chunk.length;
    if (length > limit + patience) req.destroy();
    else if (length > limit) {
      if (before <= limit) then(null);
    } else if (only === null) only = chunk;
    else if (chunks === null) chunks = [only, chunk];
    else chunks.push(chunk);
  });
  req.on("end", () => {
    if (length <= limit) then(chunks ? Buffer.concat(chunks) : (only ?? empty));
  });
}

const empty = Buffer.alloc(0);

/** Whether a Content-Type says JSON: `application/json` or any `+json` (RFC 6839), parameters aside. */
export function isJson(contentType: string | undefined): boolean {
  if (contentType === "application/json") return true;
  return contentType !== undefined && /^application\/(json|[\w.!#$&^-]+\+json)\s*(;|$)/i.test(contentType);
}

import { randomBytes } from "node:crypto";

const prefix = `req_${randomBytes(6).toString("hex")}_`;
let count = 0;

/** An id for a request: random per process, counted within it. It is a name for logs, never a secret. */
export function newRequestId(): string {
  count += 1;
  return prefix + count.toString(36);
}

import { z } from "zod";

/** Which page of the audit log, as it stands in the URL: the entries before a sequence number. What is off falls back. */
export const auditPage = z.object({
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable().catch(null).default(null),
});

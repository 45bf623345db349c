/** What every command answers, at every door. */
import type { Receipt } from "@/lib/domain/feed/receipt";
import type { RefusalCode } from "@/lib/domain/refusals";

/** One sentence per field; "" is the form as a whole. */
export type FieldErrors = Record<string, string>;

export type Answer<T> =
  | { kind: "done"; value: T; receipt: Receipt | null; replayed: boolean }
  | { kind: "invalid"; fields: FieldErrors }
  | { kind: "refused"; code: RefusalCode; message: string; requestId: string }
  /** The machine is at fault; the request id leads to the cause in the log. */
  | { kind: "failed"; message: string; requestId: string };

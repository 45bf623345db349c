import type { AccessKeyRow } from "@/lib/services/access-keys/list";

/** What the dialogs need to know of a key; a row of the table has it, and so has the key's own page. */
export type KeySubject = Pick<
  AccessKeyRow,
  | "id"
  | "name"
  | "description"
  | "environment"
  | "scopes"
  | "status"
  | "lastUsedAt"
  | "issuedAt"
  | "expiresAt"
  | "rotateEveryDays"
  | "rotateOverlapHours"
  | "secretWaits"
  | "moves"
>;

/** A user-chosen name inside plain text: isolated, so that its direction cannot spill over. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

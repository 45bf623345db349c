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

/** What the change feed tells of: everything that alters a verdict. */
export const CHANGE_KINDS = ["key", "workspace", "signing-key"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  kind: ChangeKind;
  /** The id of the key, workspace or signing key that changed. */
  subjectId: string;
}

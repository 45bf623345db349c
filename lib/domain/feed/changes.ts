/** What the change feed tells of: everything that alters a verdict. */
export const CHANGE_KINDS = ["key", "workspace"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  kind: ChangeKind;
  /** The id of the key or workspace that changed. */
  subjectId: string;
}

/** What the change feed tells of: everything that alters a verdict, and which APIs there are. */
export const CHANGE_KINDS = ["key", "workspace", "signing-key", "token", "outpost", "api"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  kind: ChangeKind;
  /** The id of what changed; of a token its `jti`. */
  subjectId: string;
}

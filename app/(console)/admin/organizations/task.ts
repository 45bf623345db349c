import type { OrganizationKind } from "@/lib/domain/applications/organizations";
import type { GroupListRow } from "@/lib/services/groups/list";
import type { OrganizationListRow } from "@/lib/services/organizations/list";

export type Kind = "organization" | "group";
export type Named = { id: string; name: string; kind?: OrganizationKind };

/** What the dialog that is open is about. */
export type Task =
  | { kind: "name"; of: Kind; row: Named | null }
  | { kind: "remove"; of: Kind; row: OrganizationListRow | GroupListRow }
  | { kind: "members"; id: string };

/** What both tables need beside their rows. */
export interface Acts {
  now: Date;
  /** The row that is being removed. */
  busy: string | null;
  onTask: (task: Task) => void;
  onRemove: (of: Kind, row: Named) => void;
}

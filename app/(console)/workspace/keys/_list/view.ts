import type { TableView } from "@/components/table/table-view";

/** How Workspace > Keys is looked at: a browser's habit, and no part of the address. */
export const KEY_SETS_VIEW_COOKIE = "keysmith.key-sets-view";

export const USUAL_VIEW: TableView = {
  hidden: ["key", "organization", "group", "rotates", "rotated", "created"],
  density: "normal",
};

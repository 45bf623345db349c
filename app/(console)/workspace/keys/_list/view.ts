import { readView, type TableView } from "@/app/(console)/keys/_access-keys/table-view";

/** How Workspace > Keys is looked at: a browser's habit, and no part of the address. */
export const KEY_SETS_VIEW_COOKIE = "keysmith.key-sets-view";

const USUAL: TableView = {
  hidden: ["key", "organization", "group", "rotates", "rotated", "created"],
  density: "normal",
};

export function readKeySetsView(text: string | undefined): TableView {
  return text === undefined ? USUAL : readView(text);
}

import type { TableView } from "@/components/table/table-view";

/** The cookie with which a browser remembers how it looks at the keys table. */
export const VIEW_COOKIE = "keysmith.keys-view";

export const USUAL_VIEW: TableView = { hidden: ["environment", "created", "createdBy"], density: "normal" };

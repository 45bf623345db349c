import { type KeyListRow, listKeys } from "@/db/queries/key-list";
import { keyListFilter } from "@/lib/contracts/key-list";
import type { Query } from "../card";

export type { KeyListRow };

/** One page of the workspace's access keys. `total` is exact up to 10,000; 10,001 means more. */
export const listAccessKeys: Query<typeof keyListFilter, { rows: KeyListRow[]; total: number }> = {
  name: "access-key.list",
  permission: "access-key:view",
  input: keyListFilter,
  run: (db, ctx, filter) => listKeys(db, ctx.workspace, "access", filter, ctx.now),
};

import { type ApiListRow, listApis as list } from "@/db/queries/apis";
import { apiFilter } from "@/lib/contracts/apis";
import type { Query } from "../card";

export type ApiSummary = ApiListRow;

/** One page of the API Catalog. */
export const listApis: Query<typeof apiFilter, { rows: ApiListRow[]; total: number }> = {
  name: "api.list",
  permission: "api:view",
  input: apiFilter,
  run: (db, ctx, filter) => list(db, ctx.workspace, filter),
};

import { type ApplicationListRow, listApplications as list } from "@/db/queries/applications";
import { applicationFilter } from "@/lib/contracts/applications";
import type { Query } from "../card";
import { reachIn } from "./reach";

export type { ApplicationListRow };

/** One page of the applications that one reaches. */
export const listApplications: Query<
  typeof applicationFilter,
  { rows: ApplicationListRow[]; total: number }
> = {
  name: "application.list",
  permission: "application:view",
  input: applicationFilter,
  run: (db, ctx, filter) => list(db, ctx.workspace, reachIn(ctx, "application:view"), filter),
};

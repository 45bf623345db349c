import { reachedApplications } from "@/db/queries/applications";
import { applicationIds } from "@/lib/contracts/applications";
import { actorMay } from "@/lib/domain/people/actor";
import type { Permission } from "@/lib/domain/people/roles";
import type { Query } from "../card";
import { reachIn } from "./reach";

/** What the actor may do at all; of the applications that were named, those that the permission reaches. */
export interface ApplicationPowers {
  edit: string[] | null;
  suspend: string[] | null;
  subscribe: string[] | null;
}

/** What the actor may do with some applications: a role that sees all may be one that changes only its own. */
export const applicationPowers: Query<typeof applicationIds, ApplicationPowers> = {
  name: "application.powers",
  permission: "application:view",
  input: applicationIds,
  async run(db, ctx, { ids }) {
    const reached = async (permission: Permission) =>
      actorMay(ctx.actor, permission)
        ? reachedApplications(db, ctx.workspace, reachIn(ctx, permission), ids)
        : null;
    const [edit, suspend, subscribe] = await Promise.all([
      reached("application:edit"),
      reached("application:suspend"),
      reached("subscription:request"),
    ]);
    return { edit, suspend, subscribe };
  },
};

import { z } from "zod";
import { type GroupListRow, listGroups as list } from "@/db/queries/organizations";
import { actorReach } from "@/lib/domain/people/actor";
import type { Query } from "../card";

export type { GroupListRow };

/**
 * The groups by name with their members and how many applications each has. Who reaches only the applications of
 * their own sees those alone.
 */
export const listGroups: Query<z.ZodObject, { groups: GroupListRow[] }> = {
  name: "group.list",
  permission: "organization:view",
  input: z.strictObject({}),
  async run(db, { workspace, actor }) {
    const own =
      actor.kind === "user" && actorReach(actor, "application:view") === "own-group" ? actor.id : null;
    return { groups: await list(db, workspace, own) };
  },
};

import { z } from "zod";
import { listOrganizations as list, type OrganizationListRow } from "@/db/queries/organizations";
import type { Query } from "../card";

export type { OrganizationListRow };

/** The organizations by name, each with how many applications it has. */
export const listOrganizations: Query<z.ZodObject, { organizations: OrganizationListRow[] }> = {
  name: "organization.list",
  permission: "organization:view",
  input: z.strictObject({}),
  run: async (db, ctx) => ({ organizations: await list(db, ctx.workspace) }),
};

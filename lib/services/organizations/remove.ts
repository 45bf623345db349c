import { deleteOrganization, lockOrganization, organizationInUse } from "@/db/queries/organizations";
import { oneOrganization } from "@/lib/contracts/organizations";
import { type Command, refuse } from "../card";

/** Removes an organization that no application belongs to. */
export const removeOrganization: Command<typeof oneOrganization, { id: string; name: string }> = {
  name: "organization.remove",
  permission: "organization:edit",
  input: oneOrganization,
  async run(tx, ctx, { id }) {
    const row = await lockOrganization(tx, ctx.workspace, id);
    if (!row) return refuse("not-found");
    if (await organizationInUse(tx, ctx.workspace, id)) return refuse("organization-in-use");
    await deleteOrganization(tx, ctx.workspace, id);
    const { name, kind } = row;
    return {
      ok: true,
      value: { id, name },
      event: {
        type: "organization.removed",
        subject: { kind: "organization", id, label: name },
        before: { name, kind },
      },
    };
  },
};

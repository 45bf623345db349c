import { applicationsOfOrganization, deleteOrganization, lockOrganization } from "@/db/queries/organizations";
import { oneOrganization } from "@/lib/contracts/organizations";
import { organizationRemoval } from "@/lib/domain/applications/organizations";
import { type Command, refuse } from "../card";

/** Removes an organization that no application belongs to. */
export const removeOrganization: Command<typeof oneOrganization, { id: string; name: string }> = {
  name: "organization.remove",
  permission: "organization:edit",
  input: oneOrganization,
  async run(tx, ctx, { id }) {
    const row = await lockOrganization(tx, ctx.workspace, id);
    if (!row) return refuse("not-found");
    const refusal = organizationRemoval(await applicationsOfOrganization(tx, ctx.workspace, id));
    if (refusal) return refuse(refusal);
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

import { lockOrganization, organizationNameTaken, updateOrganization } from "@/db/queries/organizations";
import { editOrganization as input } from "@/lib/contracts/organizations";
import { type Command, refuse } from "../card";

/** Renames an organization, or says that it is another kind. */
export const editOrganization: Command<typeof input, { id: string; name: string }> = {
  name: "organization.edit",
  permission: "organization:edit",
  input,
  async run(tx, ctx, { id, ...change }) {
    const row = await lockOrganization(tx, ctx.workspace, id);
    if (!row) return refuse("not-found");
    const { name = row.name, kind = row.kind } = change;
    if (await organizationNameTaken(tx, ctx.workspace, name, id)) return refuse("organization-name-taken");
    await updateOrganization(tx, ctx.workspace, id, { name, kind });
    return {
      ok: true,
      value: { id, name },
      event: {
        type: "organization.edited",
        subject: { kind: "organization", id, label: name },
        before: { name: row.name, kind: row.kind },
        after: { name, kind },
      },
    };
  },
};

import { insertOrganization, organizationNameTaken } from "@/db/queries/organizations";
import { createOrganization as input } from "@/lib/contracts/organizations";
import { newId } from "@/lib/crypto/random";
import { type Command, refuse } from "../card";

/** Adds an organization that applications can belong to. */
export const createOrganization: Command<typeof input, { id: string; name: string }> = {
  name: "organization.create",
  permission: "organization:edit",
  input,
  async run(tx, ctx, { name, kind }) {
    if (await organizationNameTaken(tx, ctx.workspace, name)) return refuse("organization-name-taken");
    const id = newId();
    await insertOrganization(tx, { id, workspaceId: ctx.workspace, name, kind, createdAt: ctx.now });
    return {
      ok: true,
      value: { id, name },
      event: {
        type: "organization.created",
        subject: { kind: "organization", id, label: name },
        after: { name, kind },
      },
    };
  },
};

import { z } from "zod";
import { listMembers, type Member, openInvitations } from "@/db/queries/people";
import { livePersonalKeys } from "@/db/queries/personal-keys";
import { listRoles } from "@/db/queries/roles";
import type { HeldRole } from "@/lib/domain/people/roles";
import type { Query } from "../card";

/** A role that members may be given. */
export type OfferedRole = HeldRole & { description: string };

export interface People {
  /** `role` by its slug. `personalKeys` = how many there are that are neither revoked nor expired. */
  members: (Omit<Member, "role"> & { role: string; personalKeys: number })[];
  invitations: { id: string; email: string; role: string; createdAt: Date; expiresAt: Date }[];
  /** All there are, the most powerful first. */
  roles: OfferedRole[];
}

/** The workspace's members and its open invitations, and the roles that they may have. */
export const listPeople: Query<z.ZodObject, People> = {
  name: "member.list",
  permission: "member:view",
  input: z.strictObject({}),
  async run(db, ctx) {
    const roles = await listRoles(db, ctx.workspace);
    const members = await listMembers(db, ctx.workspace);
    const keys = await livePersonalKeys(db, ctx.workspace, ctx.now);
    const open = await openInvitations(db, ctx.workspace, ctx.now);
    return {
      members: members.map((member) => ({
        ...member,
        role: member.role.slug,
        personalKeys: keys.get(member.userId) ?? 0,
      })),
      invitations: open.map(({ id, email, role, createdAt, expiresAt }) => ({
        id,
        email,
        role,
        createdAt,
        expiresAt,
      })),
      roles: roles.map(({ slug, name, description, table }) => ({ slug, name, description, table })),
    };
  },
};

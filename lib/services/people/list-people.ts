import { z } from "zod";
import { listMembers, type Member, openInvitations } from "@/db/queries/people";
import type { Role } from "@/lib/domain/people/roles";
import type { Query } from "../card";

export interface People {
  members: Member[];
  invitations: { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date }[];
}

/** The workspace's members and its open invitations. */
export const listPeople: Query<z.ZodObject, People> = {
  name: "member.list",
  permission: "member:view",
  input: z.strictObject({}),
  async run(db, ctx) {
    const members = await listMembers(db, ctx.workspace);
    const open = await openInvitations(db, ctx.workspace, ctx.now);
    return {
      members,
      invitations: open.map(({ id, email, role, createdAt, expiresAt }) => ({
        id,
        email,
        role: role as Role,
        createdAt,
        expiresAt,
      })),
    };
  },
};

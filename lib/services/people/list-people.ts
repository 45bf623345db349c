import { z } from "zod";
import { listMembers, type Member, openInvitations } from "@/db/queries/people";
import { livePersonalKeys } from "@/db/queries/personal-keys";
import type { Role } from "@/lib/domain/people/roles";
import type { Query } from "../card";

export interface People {
  /** `personalKeys` = how many there are that are neither revoked nor expired. */
  members: (Member & { personalKeys: number })[];
  invitations: { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date }[];
}

/** The workspace's members and its open invitations. */
export const listPeople: Query<z.ZodObject, People> = {
  name: "member.list",
  permission: "member:view",
  input: z.strictObject({}),
  async run(db, ctx) {
    const members = await listMembers(db, ctx.workspace);
    const keys = await livePersonalKeys(db, ctx.workspace, ctx.now);
    const open = await openInvitations(db, ctx.workspace, ctx.now);
    return {
      members: members.map((member) => ({ ...member, personalKeys: keys.get(member.userId) ?? 0 })),
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

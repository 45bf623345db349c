import { invitationByDigest, userByEmail } from "@/db/queries/people";
import { findRole } from "@/db/queries/roles";
import { digestOf } from "@/lib/crypto/digest";
import type { WorkspaceId } from "@/lib/domain/brand";
import { database } from "../database";

/** The role that an invitation gives, as it is described to whoever holds the link. */
export interface InvitedRole {
  slug: string;
  name: string;
  description: string;
}

export interface OpenInvitation {
  id: string;
  workspace: WorkspaceId;
  workspaceName: string;
  email: string;
  role: InvitedRole;
  hasAccount: boolean;
}

/** What an invitation link stands for, for whoever holds it; null where it is not open. */
export async function findInvitation(token: string, now: Date): Promise<OpenInvitation | null> {
  const found = await invitationByDigest(database(), digestOf(token), now);
  if (!found) return null;
  const { id, email, workspaceId } = found.invitation;
  const role = await findRole(database(), workspaceId as WorkspaceId, found.invitation.role);
  if (!role) return null;
  return {
    id,
    email,
    role: { slug: role.slug, name: role.name, description: role.description },
    workspace: workspaceId as WorkspaceId,
    workspaceName: found.workspaceName,
    hasAccount: (await userByEmail(database(), email)) !== null,
  };
}

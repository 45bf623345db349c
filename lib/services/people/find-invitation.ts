import { invitationByDigest, userByEmail } from "@/db/queries/people";
import { digestOf } from "@/lib/crypto/digest";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Role } from "@/lib/domain/people/roles";
import { database } from "../database";

export interface OpenInvitation {
  id: string;
  workspace: WorkspaceId;
  workspaceName: string;
  email: string;
  role: Role;
  hasAccount: boolean;
}

/** What an invitation link stands for, for whoever holds it; null where it is not open. */
export async function findInvitation(token: string, now: Date): Promise<OpenInvitation | null> {
  const found = await invitationByDigest(database(), digestOf(token), now);
  if (!found) return null;
  const { id, email, role, workspaceId } = found.invitation;
  return {
    id,
    email,
    role: role as Role,
    workspace: workspaceId as WorkspaceId,
    workspaceName: found.workspaceName,
    hasAccount: (await userByEmail(database(), email)) !== null,
  };
}

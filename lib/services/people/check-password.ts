import { userByEmail } from "@/db/queries/people";
import { membershipsOf } from "@/db/queries/sessions";
import { passwordFits } from "@/lib/crypto/passwords";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { HeldRole } from "@/lib/domain/people/roles";
import { database } from "../database";

export interface KnownPerson {
  id: string;
  name: string;
  email: string;
  workspace: WorkspaceId;
  role: HeldRole;
}

/** Who signs in with this email and password, and into which workspace. Unknown, wrong, disabled and homeless are one null. */
export async function checkPassword(email: string, password: string): Promise<KnownPerson | null> {
  const user = await userByEmail(database(), email);
  const fits = await passwordFits(user?.passwordHash ?? null, password);
  if (!user || !fits) return null;
  const [home] = await membershipsOf(database(), user.id);
  if (!home) return null;
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    workspace: home.workspaceId as WorkspaceId,
    role: home.role,
  };
}

import type { Tx } from "@/db/client";
import {
  closeInvitation,
  insertMembership,
  insertUser,
  isMember,
  listMembers,
  openInvitations,
  userByEmail,
} from "@/db/queries/people";
import { findRole } from "@/db/queries/roles";
import { holdWorkspace } from "@/db/queries/workspaces";
import { acceptInvitation } from "@/lib/contracts/people";
import { digestOf, sameBytes } from "@/lib/crypto/digest";
import { hashPassword, passwordFits } from "@/lib/crypto/passwords";
import { newId } from "@/lib/crypto/random";
import { memberRefusal } from "@/lib/domain/people/membership";
import { type HeldRole, roleMay } from "@/lib/domain/people/roles";
import { type Command, refuse } from "../card";
import type { Context } from "../context";

/** Joins the workspace: with a new account, or with an existing one whose password is given. */
export const accept: Command<typeof acceptInvitation, { email: string }> = {
  name: "invitation.accept",
  permission: "invitation:accept",
  input: acceptInvitation,
  async run(tx, ctx, { token, name, password }) {
    // Held, so that neither the role nor its maker's changes beside us.
    await holdWorkspace(tx, ctx.workspace);
    const digest = digestOf(token);
    const open = (await openInvitations(tx, ctx.workspace, ctx.now)).find((candidate) =>
      sameBytes(candidate.tokenDigest, digest),
    );
    const invitation = open && (await closeInvitation(tx, ctx.workspace, open.id, "acceptedAt", ctx.now));
    if (!invitation) return refuse("invitation-over");
    const { email } = invitation;
    const role = await findRole(tx, ctx.workspace, invitation.role);
    if (!role || !(await stillInvited(tx, ctx, invitation.invitedBy, role))) return refuse("invitation-over");
    const known = await userByEmail(tx, email);
    if (!known && name === undefined) return { ok: false, fields: { name: "Name is needed." } };
    if (known && !(await passwordFits(known.passwordHash, password))) return refuse("invitation-for-another");
    if (known && (await isMember(tx, ctx.workspace, known.id))) return refuse("already-a-member");
    const userId = known?.id ?? newId();
    if (!known && name !== undefined) {
      await insertUser(tx, {
        id: userId,
        email,
        name,
        passwordHash: await hashPassword(password),
        createdAt: ctx.now,
        timeZone: null,
        confirmSeconds: 2,
      });
    }
    await insertMembership(tx, ctx.workspace, { userId, role: role.slug, createdAt: ctx.now });
    return {
      ok: true,
      value: { email },
      event: {
        type: "member.joined",
        subject: { kind: "member", id: userId, label: known?.name ?? name ?? email },
        after: { email, role: role.name },
      },
    };
  },
};

/** An invitation is worth what its maker may still give: whoever was removed, disabled or demoted has left no way in. */
async function stillInvited(tx: Tx, ctx: Context, maker: string, role: HeldRole): Promise<boolean> {
  const member = (await listMembers(tx, ctx.workspace)).find(({ userId }) => userId === maker);
  if (!member || member.disabledAt !== null || !roleMay(member.role, "member:invite")) return false;
  const actor = {
    kind: "user" as const,
    id: maker,
    name: member.name,
    email: member.email,
    role: member.role,
  };
  return memberRefusal(actor, { from: null, to: role, owners: 1 }) === null;
}

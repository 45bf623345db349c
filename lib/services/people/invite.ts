import { insertInvitation, isMember, userByEmail } from "@/db/queries/people";
import { findRole } from "@/db/queries/roles";
import { holdWorkspace } from "@/db/queries/workspaces";
import { inviteMember } from "@/lib/contracts/people";
import { digestOf } from "@/lib/crypto/digest";
import { newId, newLinkToken } from "@/lib/crypto/random";
import type { Secret } from "@/lib/domain/secret";
import { type Command, refuse } from "../card";
import { changeRefusal } from "./check-change";

/** An invitation is open for 7 days. */
export const INVITATION_MS = 7 * 86_400_000;

/** Makes an invitation link, shown once: whoever opens it joins with this email and role. */
export const invite: Command<typeof inviteMember, { id: string; token: Secret | null; expiresAt: string }> = {
  name: "member.invite",
  permission: "member:invite",
  input: inviteMember,
  async run(tx, ctx, { email, role: slug }) {
    // Held, so that the role is not removed beside us.
    await holdWorkspace(tx, ctx.workspace);
    const role = await findRole(tx, ctx.workspace, slug);
    if (!role) return { ok: false, fields: { role: "Choose a role." } };
    const refusal = changeRefusal(ctx, { from: null, to: role, owners: 1 });
    if (refusal) return refuse(refusal);
    if (ctx.actor.kind !== "user") return refuse("access-denied");
    const user = await userByEmail(tx, email);
    if (user && (await isMember(tx, ctx.workspace, user.id))) return refuse("already-a-member");
    const token = newLinkToken();
    const id = newId();
    const expiresAt = new Date(ctx.now.getTime() + INVITATION_MS);
    await insertInvitation(tx, {
      id,
      workspaceId: ctx.workspace,
      email,
      role: slug,
      tokenDigest: digestOf(token.reveal()),
      invitedBy: ctx.actor.id,
      createdAt: ctx.now,
      expiresAt,
      acceptedAt: null,
      withdrawnAt: null,
    });
    return {
      ok: true,
      value: { id, token, expiresAt: expiresAt.toISOString() },
      event: {
        type: "member.invited",
        subject: { kind: "invitation", id, label: email },
        after: { email, role: role.name },
      },
    };
  },
};

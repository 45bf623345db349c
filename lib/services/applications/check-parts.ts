import type { Tx } from "@/db/client";
import { isInGroup, missingParts } from "@/db/queries/applications";
import { holdMember } from "@/db/queries/organizations";
import type { ApplicationReach } from "@/db/queries/reach";
import type { FieldErrors } from "@/lib/contracts/answer";
import type { RefusalCode } from "@/lib/domain/refusals";
import { refuse } from "../card";
import type { Context } from "../context";

interface Parts {
  organizationId?: string | null;
  groupId?: string | null;
  ownerId?: string | null;
}

const SENTENCES = {
  organizationId: "This workspace has no such organization.",
  groupId: "This workspace has no such group.",
};

/** Why an application cannot be given these, or null. Who reaches only their own groups cannot put it out of reach. */
export async function partsFault(
  tx: Tx,
  ctx: Context,
  reach: ApplicationReach,
  { organizationId, groupId, ownerId }: Parts,
): Promise<{ ok: false; refusal: RefusalCode } | { ok: false; fields: FieldErrors } | null> {
  const missing = await missingParts(tx, ctx.workspace, { organizationId, groupId });
  if (missing.length > 0)
    return { ok: false, fields: Object.fromEntries(missing.map((field) => [field, SENTENCES[field]])) };
  if (ownerId && (await holdMember(tx, ctx.workspace, ownerId)) === null)
    return { ok: false, fields: { ownerId: "This workspace has no such member." } };
  if (reach !== "all" && groupId && !(await isInGroup(tx, ctx.workspace, { groupId, ...reach })))
    return refuse("foreign-group");
  return null;
}

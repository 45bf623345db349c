import type { Tx } from "@/db/client";
import type { ApiAuthType } from "@/db/queries/apis";
import { holdPolicyTemplates } from "@/db/queries/policy-templates";
import type { FieldErrors } from "@/lib/contracts/answer";
import type { RefusalCode } from "@/lib/domain/refusals";
import { refuse } from "../card";
import type { Context } from "../context";

interface Parts {
  environments: readonly string[];
  authTypes: readonly ApiAuthType[];
}

/** Why an API cannot have these environments and policy templates, or null. `kept` = templates that it has already. */
export async function apiFault(
  tx: Tx,
  ctx: Context,
  offered: readonly string[],
  { environments, authTypes }: Parts,
  kept: readonly string[] = [],
): Promise<{ ok: false; refusal: RefusalCode } | { ok: false; fields: FieldErrors } | null> {
  const unknown = environments.find((name) => !offered.includes(name));
  if (unknown !== undefined)
    return { ok: false, fields: { environments: `This workspace has no environment ${unknown}.` } };
  const ids = [...new Set(authTypes.map(({ policyTemplateId }) => policyTemplateId))];
  const templates = await holdPolicyTemplates(tx, ctx.workspace, ids);
  if (templates.length < ids.length)
    return { ok: false, fields: { authTypes: "This workspace has no such policy template." } };
  const retired = templates.some(({ id, retiredAt }) => retiredAt !== null && !kept.includes(id));
  return retired ? refuse("policy-template-retired") : null;
}

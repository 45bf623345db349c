import type { Tx } from "@/db/client";
import type { ApiAuthType } from "@/db/queries/apis";
import { currentKeySets, updateKeySet } from "@/db/queries/key-sets";
import { holdPolicyTemplates } from "@/db/queries/policy-templates";
import { getWorkspace } from "@/db/queries/workspaces";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import { fingerprint } from "@/lib/domain/key-sets/policy";
import { provisions, type ReuseWarning, type WantedSet } from "@/lib/domain/key-sets/reuse";
import { keyStatus } from "@/lib/domain/keys/key-facts";
import type { EventDraft } from "../card";
import type { Context } from "../context";
import { lockKeySets } from "./lock";
import { makeKeySet } from "./make";

export interface ProvisionedSet {
  id: string;
  authType: AuthType;
  reused: boolean;
  /** Of a reused one that does not work at the moment. */
  warning: ReuseWarning | null;
}

/**
 * The key set of each authentication type: one that the application has already, or a new one, pending. Whoever calls it
 * has the application locked, so two subscriptions at one moment find each other's key sets.
 */
export async function provisionKeySets(
  tx: Tx,
  ctx: Context,
  application: { id: string; name: string },
  environment: string,
  authTypes: readonly ApiAuthType[],
): Promise<{ sets: ProvisionedSet[]; events: EventDraft[] }> {
  const place = { applicationId: application.id, environment };
  const templates = new Map(
    (
      await holdPolicyTemplates(
        tx,
        ctx.workspace,
        authTypes.map(({ policyTemplateId }) => policyTemplateId),
      )
    ).map((template) => [template.id, template]),
  );
  const policyOf = (one: ApiAuthType) => templates.get(one.policyTemplateId)!.policy;
  const wanted = authTypes.map(
    (one): WantedSet => ({ ...place, authType: one.authType, fingerprint: fingerprint(policyOf(one)) }),
  );
  const current = await currentKeySets(tx, ctx.workspace, place);
  const locked = await lockKeySets(
    tx,
    ctx,
    current.map(({ keyId }) => keyId),
  );
  const existing = locked.map(({ row, set, facts }) => ({
    id: row.id,
    ...place,
    authType: set.authType,
    fingerprint: set.fingerprint,
    status: keyStatus(facts, ctx.now),
  }));
  const sets: ProvisionedSet[] = [];
  const events: EventDraft[] = [];
  const prefix = (await getWorkspace(tx, ctx.workspace))!.keyPrefix;
  for (const [index, provision] of provisions(wanted, existing).entries()) {
    const { authType, fingerprint: asked } = provision.wanted;
    if (provision.reuse !== null) {
      sets.push({ id: provision.reuse, authType, reused: true, warning: provision.warning });
      continue;
    }
    // What was revoked or has expired makes room for the new one.
    const over = current.filter((set) => set.authType === authType && set.fingerprint === asked);
    for (const { keyId } of over) await updateKeySet(tx, ctx.workspace, keyId, { current: false });
    const { policyTemplateId } = authTypes[index]!;
    const policy = policyOf(authTypes[index]!);
    const made = await makeKeySet(tx, ctx, {
      application,
      environment,
      authType,
      policyTemplateId,
      policy,
      prefix,
    });
    sets.push({ id: made.id, authType, reused: false, warning: null });
    events.push(made.event);
  }
  return { sets, events };
}

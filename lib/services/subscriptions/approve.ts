import { holdApi } from "@/db/queries/apis";
import { holdPolicyTemplates } from "@/db/queries/policy-templates";
import { linkKeySets } from "@/db/queries/subscriptions";
import { keyStatus } from "@/lib/domain/keys/key-facts";
import { activateKeySets } from "../key-sets/activate";
import { lockKeySets } from "../key-sets/lock";
import { provisionKeySets } from "../key-sets/provision";
import { keyChanged } from "../keys/key-change";
import { type Aftermath, subscriptionCommand } from "./move";

/**
 * The key sets of the subscription that are pending get their first secrets. Where one has ended since it was asked for,
 * another takes its place, as if the application subscribed now.
 */
const provide: Aftermath = async (tx, ctx, subscription, application, ids) => {
  const api = (await holdApi(tx, ctx.workspace, subscription.apiId))!;
  if (api.retiredAt !== null) return { ok: false, refusal: "api-retired" };
  // Before any key set: whoever edits a template locks that first, and then the key sets made by it.
  await holdPolicyTemplates(
    tx,
    ctx.workspace,
    api.authTypes.map(({ policyTemplateId }) => policyTemplateId),
  );
  const linked = await lockKeySets(tx, ctx, ids);
  const usable = linked.filter(({ facts }) => !["revoked", "expired"].includes(keyStatus(facts, ctx.now)));
  const types = usable.map(({ set }) => set.authType);
  const lacking = api.authTypes.filter(({ authType }) => !types.includes(authType));
  const { environment } = subscription;
  const { sets, events } = await provisionKeySets(tx, ctx, application, environment, lacking);
  const more = sets.map(({ id }) => id).filter((id) => !ids.includes(id));
  if (more.length > 0) await linkKeySets(tx, ctx.workspace, subscription.id, more);
  const all = [...usable.map(({ row }) => row.id), ...more];
  const activated = await activateKeySets(tx, ctx, await lockKeySets(tx, ctx, all));
  if (!activated.ok) return activated;
  return { ok: true, events: [...events, ...activated.events], changes: all.flatMap(keyChanged) };
};

/** Lets the application in: its key sets open the API from now on. */
export const approveSubscription = subscriptionCommand({
  move: "approve",
  event: "subscription.approved",
  withdraws: false,
  aftermath: provide,
});

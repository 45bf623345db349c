import { readApi } from "@/db/queries/apis";
import { readApplication } from "@/db/queries/applications";
import { currentKeySetsAt } from "@/db/queries/key-sets";
import { policyTemplatesOf } from "@/db/queries/policy-templates";
import { hasOpenOne } from "@/db/queries/subscriptions";
import { planSubscription as input } from "@/lib/contracts/subscriptions";
import type { Approval } from "@/lib/domain/apis/approval";
import { type AuthType, defaultName } from "@/lib/domain/key-sets/auth-types";
import { fingerprint, type Policy } from "@/lib/domain/key-sets/policy";
import { provisions, type ReuseWarning, warningAfter } from "@/lib/domain/key-sets/reuse";
import type { RefusalCode } from "@/lib/domain/refusals";
import { requestRefusal } from "@/lib/domain/subscriptions/request";
import { reachIn } from "../applications/reach";
import type { Query } from "../card";

export interface SubscriptionPlan {
  /** Why it cannot be; null = it can. */
  refusal: RefusalCode | null;
  approval: Approval;
  keySets: {
    authType: AuthType;
    policy: Policy;
    /** What it is called, or will be. */
    name: string;
    /** The one that the application has already; null = a new one is made. */
    reuse: { id: string } | null;
    warning: ReuseWarning | null;
  }[];
}

/** What a subscription would bring, before anybody clicks: which key sets are reused, and which are made. */
export const planSubscription: Query<typeof input, SubscriptionPlan> = {
  name: "subscription.plan",
  permission: "subscription:request",
  input,
  async run(db, ctx, { applicationId, apiId, environment }) {
    const reach = reachIn(ctx, "subscription:request");
    const application = await readApplication(db, ctx.workspace, reach, applicationId);
    const api = await readApi(db, ctx.workspace, apiId);
    if (!application || !api) return null;
    const place = { applicationId, environment };
    const hasOne = await hasOpenOne(db, ctx.workspace, { ...place, apiId });
    const ids = api.authTypes.map(({ policyTemplateId }) => policyTemplateId);
    const templates = await policyTemplatesOf(db, ctx.workspace, ids);
    const policies = api.authTypes.map(
      ({ policyTemplateId }) => templates.find(({ id }) => id === policyTemplateId)!.policy,
    );
    const wanted = api.authTypes.map(({ authType }, i) => ({
      ...place,
      authType,
      fingerprint: fingerprint(policies[i]!),
    }));
    const current = await currentKeySetsAt(db, ctx.workspace, place, ctx.now);
    const existing = current.map((set) => ({ ...set, ...place }));
    const keySets = provisions(wanted, existing).map((one, i) => {
      const { authType } = one.wanted;
      const reused = one.reuse === null ? null : current.find(({ id }) => id === one.reuse)!;
      return {
        authType,
        policy: policies[i]!,
        name: reused?.name ?? defaultName(authType, application.name),
        reuse: reused && { id: reused.id },
        warning: one.reuse === null ? null : warningAfter(one.warning, api.approval),
      };
    });
    const refusal = requestRefusal({ api, application, environment, hasOne });
    return { refusal, approval: api.approval, keySets };
  },
};

import { policyShape } from "@/lib/contracts/policy-templates";
import type { Milestone } from "@/lib/domain/key-sets/milestones";
import { policyRefusal } from "@/lib/domain/key-sets/policy";
import { PREVIEW_MONTHS, previewOf } from "@/lib/domain/key-sets/preview";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Query } from "../card";

export interface PolicyPreview {
  /** Why the policy cannot be; null = it can. */
  refusal: RefusalCode | null;
  months: number;
  /** What becomes of a key set that is activated now, if nobody intervenes. */
  milestones: Milestone[];
}

/** What a policy will do in the next 12 months. */
export const previewPolicy: Query<typeof policyShape, PolicyPreview> = {
  name: "policy-template.preview",
  permission: "policy-template:view",
  input: policyShape,
  async run(_db, ctx, policy) {
    const refusal = policyRefusal(policy);
    const milestones = refusal === null ? previewOf(policy, ctx.now) : [];
    return { refusal, months: PREVIEW_MONTHS, milestones };
  },
};

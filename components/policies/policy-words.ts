/** A policy in the words of lists and pages. */
import { periodText } from "@/lib/domain/key-sets/period";
import type { Policy } from "@/lib/domain/key-sets/policy";

export interface PolicyWords {
  expiration: string;
  rotation: string;
  overlap: string;
  regeneration: string;
  credentials: string;
  notices: string;
}

export function policyWords(policy: Policy): PolicyWords {
  const { expiration, rotation, overlapDays, notifyDays } = policy;
  const days = [...notifyDays].sort((a, b) => b - a);
  return {
    expiration: expiration ? `After ${periodText(expiration)}` : "Never",
    rotation: rotation ? `Every ${periodText(rotation)}` : "Never",
    overlap:
      overlapDays === 0 ? "No overlap" : `${periodText({ amount: overlapDays, unit: "days" })} overlap`,
    regeneration: policy.manualRegeneration ? "Enabled" : "Disabled",
    credentials: policy.retrievable ? "Retrievable" : "Shown once",
    notices:
      days.length === 0
        ? "None"
        : `${days.join(", ")} ${days.at(-1) === 1 && days.length === 1 ? "day" : "days"} before`,
  };
}

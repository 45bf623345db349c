import { counted } from "@/components/ui/counted";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { PolicyTemplateListRow } from "@/lib/services/policy-templates/list";

type Uses = Pick<PolicyTemplateListRow, "apis" | "keySets">;

/** "2 APIs, 5 key sets"; "Nothing". */
export function usedBy({ apis, keySets }: Uses): string {
  const parts = [apis.length > 0 && counted(apis.length, "API"), keySets > 0 && counted(keySets, "key set")];
  return parts.filter(Boolean).join(", ") || "Nothing";
}

/** Why a template cannot be retired now; null = it can. */
export function sleepingRetire({ apis }: Uses): string | null {
  return apis.length > 0 ? REFUSAL_MESSAGES["policy-template-in-use"].sentence : null;
}

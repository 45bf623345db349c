import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { PolicyTemplateListRow } from "@/lib/services/policy-templates/list";

type Uses = Pick<PolicyTemplateListRow, "apis" | "keySets">;

/** "2 APIs, 5 key sets"; "Nothing". */
export function usedBy({ apis, keySets }: Uses): string {
  const parts = [count(apis.length, "API"), count(keySets, "key set")].filter((part) => part !== null);
  return parts.join(", ") || "Nothing";
}

/** Why a template cannot be retired now; null = it can. */
export function sleepingRetire({ apis }: Uses): string | null {
  return apis.length > 0 ? REFUSAL_MESSAGES["policy-template-in-use"].sentence : null;
}

function count(n: number, what: string): string | null {
  return n === 0 ? null : `${n.toLocaleString("en")} ${n === 1 ? what : `${what}s`}`;
}

import type { RefusalCode } from "@/lib/domain/refusals";
import { REFUSAL_MESSAGES } from "@/lib/messages";

/** Why a control sleeps, in the sentence that the server itself would answer; null where the move is open. */
export function sleeping(refusal: RefusalCode | null): string | null {
  return refusal && REFUSAL_MESSAGES[refusal].sentence;
}

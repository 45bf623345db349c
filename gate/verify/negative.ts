import type { VerdictCode } from "@/lib/domain/keys/verdict";
import { VERDICT_SENTENCES } from "@/lib/messages";
import type { KeyEntry } from "../records/key-entry";

/** A verdict other than valid, with what its trusted caller is told. */
export interface Negative {
  code: Exclude<VerdictCode, "valid">;
  /** Where the code's own sentence does not say enough; a malformed key's fault always has its own. */
  message?: string;
  /** A stable word for programs. */
  hint?: string;
}

/** The answer to a call about a key that is not good. */
export function negativeJson(no: Negative, diagnosticId: string, target: KeyEntry | null): string {
  const message = no.message ?? VERDICT_SENTENCES[no.code as Exclude<typeof no.code, "malformed">];
  const body = JSON.stringify({
    valid: false,
    code: no.code,
    message,
    hint: no.hint,
    diagnostic_id: diagnosticId,
  });
  return target === null ? body : `${body.slice(0, -1)},"key":${target.json}}`;
}

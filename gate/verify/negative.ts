import type { Unmet, UnmetCode } from "@/lib/domain/keys/unmet";
import type { VerdictCode } from "@/lib/domain/keys/verdict";
import { VERDICT_SENTENCES } from "@/lib/verdict-messages";
import type { KeyEntry } from "../records/key-entry";

/** A verdict other than valid, with what its trusted caller is told. */
export interface Negative {
  code: Exclude<VerdictCode, "valid">;
  /** Where the code's own sentence does not say enough; a malformed key's fault always has its own. */
  message?: string;
  /** A stable word for programs. */
  hint?: string;
  /** The environment or the scopes that it is about. */
  names?: readonly string[];
}

/** A condition of the call that the key does not meet: which; and where no key could, since nobody declared it, that. */
export function unmetCondition(code: UnmetCode, { names, undeclared }: Unmet): Negative {
  const environment = code === "wrong_environment";
  const sentence = VERDICT_SENTENCES[code];
  const told = environment ? sentence : `${sentence} It lacks ${names.join(", ")}.`;
  if (undeclared.length === 0) return { code, names, message: told };
  return {
    code,
    names: undeclared,
    hint: environment ? "environment_not_declared" : "scope_not_declared",
    message: `${told} This workspace declares no ${environment ? "environment" : "scope"} ${undeclared.join(", ")}.`,
  };
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

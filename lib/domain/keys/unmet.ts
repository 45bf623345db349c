/**
 * What a condition of a verify call names that its key does not meet. Where the workspace declares no such name, no key
 * could meet it: then it is the call that is to be mended, most likely its spelling.
 */
import { knownScopes, missingScopes } from "../scopes";
import type { KeyRecord, VerdictRequest } from "./verdict";

export interface DeclaredNames {
  environments: readonly string[];
  ownScopes: readonly string[];
}

export interface Unmet {
  /** The environment, or the scopes that the key lacks. */
  names: string[];
  /** Those of them that the workspace does not declare. */
  undeclared: string[];
}

export type UnmetCode = "wrong_environment" | "insufficient_scope";

/** `declared` null = not known. */
export function unmet(
  code: UnmetCode,
  record: Pick<KeyRecord, "scopes">,
  { scopes, environment }: Pick<VerdictRequest, "scopes" | "environment">,
  declared: DeclaredNames | null,
): Unmet {
  if (code === "wrong_environment") {
    const names = environment === null ? [] : [environment];
    return { names, undeclared: missing(declared?.environments, names) };
  }
  const names = missingScopes(record.scopes, scopes);
  return { names, undeclared: missing(declared && knownScopes(declared.ownScopes), names) };
}

function missing(known: readonly string[] | null | undefined, names: string[]): string[] {
  return known ? names.filter((name) => !known.includes(name)) : [];
}

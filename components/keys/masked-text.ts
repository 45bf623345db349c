import { keyTextHead } from "@/lib/domain/keys/key-text";

type Ends = { publicId: string; tail: string };
type Parts = Ends & { prefix: string; environment: string | null };

/** What may be shown of an access key ever after, short: "ks_aproduction_Ab12…a1B2". */
export function maskedText(parts: Parts): string {
  return masked("access", parts);
}

/** The same of a key set's: "ks_sproduction_Ab12…a1B2". */
export function maskedKeySet(parts: Parts): string {
  return masked("key_set", parts);
}

function masked(kind: "access" | "key_set", { prefix, environment, publicId, tail }: Parts): string {
  return `${keyTextHead({ prefix, kind, environment, publicId: publicId.slice(0, 4) })}…${tail}`;
}

/** The same of a personal key, which has no environment: "ks_p_Ab12…a1B2". */
export function maskedPersonal({ prefix, publicId, tail }: Ends & { prefix: string }): string {
  const head = { prefix, kind: "personal" as const, environment: null, publicId: publicId.slice(0, 4) };
  return `${keyTextHead(head)}…${tail}`;
}

/** The same without prefix and environment, where a column is narrow: "Ab12…a1B2". */
export function shortMaskedText({ publicId, tail }: Ends): string {
  return `${publicId.slice(0, 4)}…${tail}`;
}

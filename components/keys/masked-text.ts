import { keyTextHead } from "@/lib/domain/keys/key-text";

type Parts = { prefix: string; environment: string | null; publicId: string; tail: string };

/** What may be shown of an access key ever after, short: "ks_aproduction_Ab12…a1B2". */
export function maskedText({ prefix, environment, publicId, tail }: Parts): string {
  return `${keyTextHead({ prefix, kind: "access", environment, publicId: publicId.slice(0, 4) })}…${tail}`;
}

/** The same without prefix and environment, where a column is narrow: "Ab12…a1B2". */
export function shortMaskedText({ publicId, tail }: Parts): string {
  return `${publicId.slice(0, 4)}…${tail}`;
}

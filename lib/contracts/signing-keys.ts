import { z } from "zod";
import { RSA_BITS } from "@/lib/domain/signing-keys/signing-key";
import { idText } from "./text";

/** Size of the modulus in bits; 2048 is what every verifier takes quickly. */
export const makeSigningKey = z.strictObject({
  bits: z.union(
    RSA_BITS.map((bits) => z.literal(bits)) as [z.ZodLiteral<2048>, z.ZodLiteral<3072>, z.ZodLiteral<4096>],
    { error: `Choose one of: ${RSA_BITS.join(", ")} bits.` },
  ),
});

export const oneSigningKey = z.strictObject({ id: idText });

export const promoteSigningKey = z.strictObject({
  id: idText,
  /** The Outposts that nobody hears of, and that this goes on without. */
  without: z.array(idText).max(1_000).default([]),
});

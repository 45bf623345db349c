import { z } from "zod";
import { RSA_BITS } from "@/lib/domain/signing-keys/signing-key";

/** Size of the modulus in bits; 2048 is what every verifier takes quickly. */
export const makeSigningKey = z.strictObject({
  bits: z.union(
    RSA_BITS.map((bits) => z.literal(bits)) as [z.ZodLiteral<2048>, z.ZodLiteral<3072>, z.ZodLiteral<4096>],
    { error: `Choose one of: ${RSA_BITS.join(", ")} bits.` },
  ),
});

import { promoteSigningKey } from "@/lib/contracts/signing-keys";
import { proofRefusal, proofStanding } from "@/lib/domain/signing-keys/proof";
import { type Command, refuse } from "../card";
import { drainEnd } from "./drain-end";
import { type MovedSigningKey, makeMove } from "./move";
import { outpostProofs } from "./outpost-proofs";

/**
 * Signs with the next key from now on. Every Outpost that is alive has proven it, and of those that nobody hears of a
 * person has said to go on without them. What the key before signed stays good to its end.
 */
export const promoteNextSigningKey: Command<typeof promoteSigningKey, MovedSigningKey> = {
  name: "signing-key.promote",
  permission: "signing-key:rotate",
  input: promoteSigningKey,
  async run(tx, ctx, { id, without }) {
    const facts: { without?: string[] } = {};
    return makeMove(tx, ctx, "promote", {
      meant: { id, as: "next" },
      facts,
      async refusal({ next }) {
        const outposts = await outpostProofs(tx, ctx.workspace, ctx.now);
        const refusal = proofRefusal(outposts, next!.kid, without);
        if (refusal) return refuse(refusal);
        const left = outposts.filter((outpost) => proofStanding(outpost, next!.kid) === "unknown");
        if (left.length > 0) facts.without = left.map(({ name }) => name);
        return null;
      },
      retiresAt: ({ active }) => drainEnd(tx, ctx, active!.id),
    });
  },
};

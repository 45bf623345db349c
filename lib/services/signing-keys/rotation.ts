import { z } from "zod";
import type { Db } from "@/db/client";
import { readSigningKeys } from "@/db/queries/signing-keys";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { OutpostState } from "@/lib/domain/outposts/state";
import type { RefusalCode } from "@/lib/domain/refusals";
import { lastEndOf } from "@/lib/domain/signing-keys/drain";
import { ringOf } from "@/lib/domain/signing-keys/moves";
import { type ProofStanding, proofRefusal, proofStanding } from "@/lib/domain/signing-keys/proof";
import type { Query } from "../card";
import { shownTo } from "../outposts/shown-to";
import { liveTokensOfSigningKey } from "../tokens/live-tokens";
import { outpostProofs } from "./outpost-proofs";

interface RotatingKey {
  id: string;
  kid: string;
  createdAt: Date;
  activatedAt: Date | null;
}

interface SigningKeyWithTokens extends RotatingKey {
  /** Live tokens of it, as far as they are counted. */
  tokens: number;
}

/** What an Outpost has told of the next key, and what helps where it lags. */
export interface ProvingOutpost {
  id: string;
  /** Null, and so is what else tells Outposts apart (version, keys, clock), for those who may not see Outposts. */
  name: string | null;
  state: OutpostState;
  standing: ProofStanding;
  /** Why it could not verify its canary. */
  error: string | null;
  lastSeenAt: Date | null;
  version: string | null;
  kids: string[] | null;
  clockSkewMs: number | null;
}

export interface SigningKeyRotation {
  active: SigningKeyWithTokens | null;
  next: RotatingKey | null;
  draining:
    | (SigningKeyWithTokens & {
        replacedAt: Date;
        /** By when the last of them has ended. */
        lastEndsAt: Date;
        /** When it retires by itself. */
        retiresAt: Date;
      })
    | null;
  /** While there is a next key. */
  outposts: ProvingOutpost[];
  /** Why the next key may not sign yet, where nobody is left out; null = it may. */
  refusal: RefusalCode | null;
  /** When this was so. */
  at: Date;
}

/** How far a rotation with overlap has come. */
export const getSigningKeyRotation: Query<z.ZodObject, SigningKeyRotation> = {
  name: "signing-key.rotation",
  permission: "signing-key:view",
  tellsStatus: true,
  input: z.strictObject({}),
  async run(db, ctx) {
    const { workspace, now } = ctx;
    const shown = shownTo(ctx);
    const { active, next, draining } = ringOf(await readSigningKeys(db, workspace), now);
    const outposts = next ? await outpostProofs(db, workspace, now) : [];
    return {
      active: active && {
        ...facts(active),
        tokens: (await liveTokensOfSigningKey(db, workspace, active.id, now)).count,
      },
      next: next && facts(next),
      draining: draining && { ...facts(draining), ...(await drain(db, workspace, draining, now)) },
      outposts: outposts.map((outpost) => ({
        id: outpost.id,
        name: shown(outpost.name),
        state: outpost.state,
        standing: proofStanding(outpost, next!.kid),
        error: outpost.canaryKid === next!.kid ? outpost.canaryError : null,
        lastSeenAt: outpost.lastSeenAt,
        version: shown(outpost.version),
        kids: shown(outpost.kids),
        clockSkewMs: shown(outpost.clockSkewMs),
      })),
      refusal: next ? proofRefusal(outposts, next.kid, []) : "signing-key-no-next",
      at: now,
    };
  },
};

type Row = Awaited<ReturnType<typeof readSigningKeys>>[number];

const facts = ({ id, kid, createdAt, activatedAt }: Row) => ({ id, kid, createdAt, activatedAt });

async function drain(db: Db, workspace: WorkspaceId, { id, replacedAt, retiresAt }: Row, now: Date) {
  const { count, endBy } = await liveTokensOfSigningKey(db, workspace, id, now);
  const ends = { replacedAt: replacedAt!, retiresAt: retiresAt! };
  return { ...ends, tokens: count, lastEndsAt: endBy ?? lastEndOf(ends.retiresAt) };
}

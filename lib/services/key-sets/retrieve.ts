import { markRevealed } from "@/db/queries/sealed-secrets";
import { retrieveCredentials as input } from "@/lib/contracts/key-sets";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import { collected } from "@/lib/domain/key-sets/due";
import { scheduleOf } from "@/lib/domain/key-sets/policy";
import type { Secret } from "@/lib/domain/secret";
import { reachIn } from "../applications/reach";
import { type Command, refuse } from "../card";
import { carryOut, keyChanged, keyEvent } from "../keys/key-change";
import { opened } from "../sealing";
import { lockKeySets } from "./lock";
import { retrievalRefusal } from "./retrieval";
import { sealPlaceOfVersion } from "./seal-place";

export interface Credentials {
  id: string;
  name: string;
  authType: AuthType;
  environment: string;
  /** The client id, or the user name; of an API key, what logs may show. */
  publicId: string;
  generation: number;
  expiresAt: string | null;
  /** Whether this was the only time. */
  once: boolean;
  /** The whole key: the client secret, or the password. Null where the same request is answered again. */
  secret: Secret | null;
}

/**
 * *Retrieve Credentials*: opens the sealed secret, also while suspended. Every reading is in the audit log. What is shown
 * once is wiped with the reading, under the key's lock, so that no two get it; from then on the old key has the overlap
 * that was promised.
 */
export const retrieveKeySetCredentials: Command<typeof input, Credentials> = {
  name: "key-set.retrieve",
  permission: "key-set:retrieve",
  input,
  async run(tx, ctx, { id, version: generation }) {
    const [key] = await lockKeySets(tx, ctx, [id], reachIn(ctx, "key-set:retrieve"));
    if (!key) return refuse("not-found");
    const version = key.versions.find((one) =>
      generation === undefined ? one.latest : one.generation === generation,
    );
    if (!version) return refuse("not-found");
    const refusal = retrievalRefusal(version, key.set.policy, ctx.now);
    if (refusal) return refuse(refusal);
    const secret = opened(sealPlaceOfVersion(version), version.sealedSecret!);
    await markRevealed(tx, ctx.workspace, version, ctx.now);
    const schedule = scheduleOf(key.set.policy);
    const effects =
      version.revealOnce && version.latest ? collected({ ...key, schedule, showOnce: true }, ctx.now) : [];
    await carryOut(tx, ctx, [{ keyId: id, effects }], "");
    const { publicId } = version;
    return {
      ok: true,
      value: {
        id,
        name: key.row.name,
        authType: key.set.authType,
        environment: key.set.environment,
        publicId,
        generation: version.generation,
        expiresAt: version.expiresAt?.toISOString() ?? null,
        once: version.revealOnce,
        secret,
      },
      event: keyEvent("key-set.retrieved", key.row, {
        after: { publicId, generation: version.generation, once: version.revealOnce },
      }),
      changes: effects.length > 0 ? keyChanged(id) : [],
    };
  },
};

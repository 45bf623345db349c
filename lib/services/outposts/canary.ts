import type { StateHead } from "@/db/queries/outpost-state";
import type { SigningKeyRow } from "@/db/queries/signing-keys";
import { newId } from "@/lib/crypto/random";
import { privateKey, signToken } from "@/lib/crypto/rs256";
import { CANARY_TYPE, canaryClaims } from "@/lib/domain/tokens/canary";
import { opened } from "../sealing";
import { sealPlaceOf } from "../signing-keys/new-signing-key";
import { issuerUrl } from "../tokens/issuer";

const handedOut = new Map<string, { token: string; until: Date }>();
const mostHandedOut = 10_000;

/**
 * A token that the key to come has signed for this Outpost: whoever verifies it will verify what that key signs. It is
 * handed out again for half its life, since heads follow one another as fast as tokens are revoked, and each would cost
 * a signature for every Outpost. After a reset there is another one.
 */
export async function canaryOf(next: SigningKeyRow, { outpost, issuer }: StateHead, now: Date) {
  const { lifetimeMinutes, workspaceSlug } = issuer;
  const { kid } = next;
  const of = { issuer: issuerUrl(workspaceSlug), outpostId: outpost.id, lifetimeMinutes };
  const name = [kid, outpost.generation, ...Object.values(of)].join(" ");
  const known = handedOut.get(name);
  if (known && known.until > now) return { kid, token: known.token };
  const key = privateKey(opened(sealPlaceOf(next), next.sealedPrivate ?? ""));
  const token = await signToken(key, kid, canaryClaims({ ...of, jti: newId() }, now), CANARY_TYPE);
  if (handedOut.size >= mostHandedOut) handedOut.clear();
  handedOut.set(name, { token, until: new Date(now.getTime() + lifetimeMinutes * 30_000) });
  return { kid, token };
}

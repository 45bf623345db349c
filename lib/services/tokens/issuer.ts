import { findTokenIssuer, type SigningKeyRow } from "@/db/queries/signing-keys";
import { config } from "@/lib/config";
import { type KeyObject, type PublicJwk, privateKey, publicJwk, publicKey } from "@/lib/crypto/rs256";
import { type SigningKeyTimes, signingKeyState } from "@/lib/domain/signing-keys/signing-key";
import { database } from "../database";
import { inTime } from "../gate/in-time";
import { opened } from "../sealing";
import { sealPlaceOf } from "../signing-keys/new-signing-key";

/** What signs, checks and describes the tokens of one workspace. */
export interface Issuer {
  workspaceId: string;
  slug: string;
  /** `iss` of its tokens. */
  url: string;
  audience: string;
  lifetimeMinutes: number;
  /** What signs; null where there is no signing key. */
  key: IssuerKey | null;
  /** All whose public halves are published, the one that signs first. The clock may end one at any time. */
  keys: PublishedKey[];
}

export interface IssuerKey {
  id: string;
  kid: string;
  createdAt: Date;
  private: KeyObject;
}

export interface PublishedKey extends SigningKeyTimes {
  kid: string;
  publicPem: string;
  jwk: PublicJwk;
  public: KeyObject;
}

/** The issuer of a workspace as the database has it now; null where there is no such workspace. */
export async function loadIssuer(by: { id: string } | { slug: string }): Promise<Issuer | null> {
  const found = await inTime(findTokenIssuer(database(), by));
  if (!found) return null;
  const url = issuerUrl(found.workspaceSlug);
  const active = found.keys.find(signs) ?? null;
  return {
    workspaceId: found.workspaceId,
    slug: found.workspaceSlug,
    url,
    audience: found.audience ?? url,
    lifetimeMinutes: found.lifetimeMinutes,
    key: active && issuerKey(active),
    keys: inOrder(found.keys).map(publishedKey),
  };
}

/** The keys of an issuer whose tokens are good at `now`, or will be. */
export function publishedAt({ keys }: Issuer, now: Date): PublishedKey[] {
  return keys.filter((key) => signingKeyState(key, now) !== "retired");
}

/** Makes `iss`, and with it where strangers look for keys: one configured address, whatever a request says. */
export function issuerUrl(slug: string): string {
  return `${config().publicUrl.origin}/w/${slug}`;
}

/** Which one does, hangs on no clock. */
const signs = ({ retiredAt, activatedAt, replacedAt }: SigningKeyTimes) =>
  retiredAt === null && activatedAt !== null && replacedAt === null;

/** Some programs take the first key that they find: let it be the one that signs. The others in the order of their making. */
export function inOrder<Key extends SigningKeyTimes>(keys: readonly Key[]): Key[] {
  const rank = (key: Key) => (signs(key) ? 0 : 1);
  return keys.toSorted((a, b) => rank(a) - rank(b) || a.createdAt.getTime() - b.createdAt.getTime());
}

function issuerKey(row: SigningKeyRow): IssuerKey {
  const { id, kid, createdAt, sealedPrivate } = row;
  return { id, kid, createdAt, private: privateKey(opened(sealPlaceOf(row), sealedPrivate ?? "")) };
}

function publishedKey(row: SigningKeyRow): PublishedKey {
  const { kid, publicPem, createdAt, activatedAt, replacedAt, retiresAt, retiredAt } = row;
  const times = { createdAt, activatedAt, replacedAt, retiresAt, retiredAt };
  return { kid, publicPem, jwk: publicJwk(kid, publicPem), public: publicKey(publicPem), ...times };
}

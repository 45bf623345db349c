import { findTokenIssuer, type SigningKeyRow } from "@/db/queries/signing-keys";
import { config } from "@/lib/config";
import { type KeyObject, type PublicJwk, privateKey, publicJwk, publicKey } from "@/lib/crypto/rs256";
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
  /** Null where there is no signing key. */
  key: IssuerKey | null;
}

export interface IssuerKey {
  id: string;
  kid: string;
  createdAt: Date;
  publicPem: string;
  jwk: PublicJwk;
  private: KeyObject;
  public: KeyObject;
}

/** The issuer of a workspace as the database has it now; null where there is no such workspace. */
export async function loadIssuer(by: { id: string } | { slug: string }): Promise<Issuer | null> {
  const found = await inTime(findTokenIssuer(database(), by));
  if (!found) return null;
  const url = issuerUrl(found.workspaceSlug);
  return {
    workspaceId: found.workspaceId,
    slug: found.workspaceSlug,
    url,
    audience: found.audience ?? url,
    lifetimeMinutes: found.lifetimeMinutes,
    key: found.key && issuerKey(found.key),
  };
}

/** Makes `iss`, and with it where strangers look for keys: one configured address, whatever a request says. */
export function issuerUrl(slug: string): string {
  return `${config().publicUrl.origin}/w/${slug}`;
}

function issuerKey(row: SigningKeyRow): IssuerKey {
  const { id, kid, createdAt, publicPem, sealedPrivate } = row;
  return {
    id,
    kid,
    createdAt,
    publicPem,
    jwk: publicJwk(kid, publicPem),
    private: privateKey(opened(sealPlaceOf(row), sealedPrivate ?? "")),
    public: publicKey(publicPem),
  };
}

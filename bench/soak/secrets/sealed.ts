/** What lies sealed in the database: opened as the hub opens it, so that it can be looked for in clear everywhere. */
import { createPrivateKey } from "node:crypto";
import { join } from "node:path";
import type { Sql } from "@/db/client";
import { open, type SealPlace } from "@/lib/crypto/sealing";
import { sealPlaceOfVersion } from "@/lib/services/key-sets/seal-place";
import { webhookSecretPlace } from "@/lib/services/notices/webhook-secret";
import { sealPlaceOf } from "@/lib/services/signing-keys/new-signing-key";
import { sealingKeys } from "@/server/child-environment";
import { findMasterKey } from "@/server/master-key";
import { publicIdOf, secretOf } from "./known-secrets";
import type { Scene } from "./scene";

interface Sealed {
  id: string;
  workspace: string;
  sealed: string;
}
const privateParts = ["d", "p", "q", "dp", "dq", "qi"] as const;

/** Learns every secret that is sealed now; gives how many there are. */
export async function learnSealed({ sql, data, secrets }: Scene): Promise<number> {
  const masterKeyFile = join(data, "secrets", "master.key");
  const keys = sealingKeys(findMasterKey({ masterKey: null, masterKeyFile })!.keys);
  const opened = (place: SealPlace, { sealed }: Sealed) => open(keys, place, sealed).reveal();
  const placed = ({ id, workspace: workspaceId }: Sealed) => ({ id, workspaceId });

  const versions = await sql<Sealed[]>`
    select id, workspace_id as workspace, sealed_secret as sealed from key_versions where sealed_secret is not null`;
  for (const row of versions) {
    const text = opened(sealPlaceOfVersion(placed(row)), row);
    secrets.add(publicIdOf(text), secretOf(text));
  }
  const signing = await sql<Sealed[]>`
    select id, workspace_id as workspace, sealed_private as sealed from signing_keys where sealed_private is not null`;
  for (const row of signing) {
    const jwk = createPrivateKey(opened(sealPlaceOf(placed(row)), row)).export({ format: "jwk" });
    const parts = privateParts.map((part) => Buffer.from(jwk[part]!, "base64url"));
    secrets.addBytes(`the private signing key ${row.id}`, parts);
  }
  const webhooks = await sql<Sealed[]>`
    select workspace_id as id, workspace_id as workspace, webhook_secret as sealed from notice_settings
    where webhook_secret is not null`;
  for (const row of webhooks) {
    const random = webhookSecretOf(opened(webhookSecretPlace(row.workspace), row));
    secrets.add(random.name, random.text);
    secrets.needles.addBytes(random.name, Buffer.from(random.text, "base64"));
  }
  return versions.length + signing.length + webhooks.length;
}

/** How many secrets of a key are kept sealed. */
export async function sealedOf(sql: Sql, keyId: string): Promise<number> {
  const rows = await sql`select 1 from key_versions where key_id = ${keyId} and sealed_secret is not null`;
  return rows.length;
}

/** What of a webhook's secret is one, and what it is called. */
export function webhookSecretOf(shown: string): { name: string; text: string } {
  const text = shown.slice(shown.indexOf("_") + 1);
  return { name: `the webhook's secret ${text.slice(-5)}`, text };
}

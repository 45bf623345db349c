import type { KeyRecord } from "../verdict";

/** The record of a good access key without scopes, but for what is given. */
export function goodRecord<Given extends Partial<KeyRecord>>(
  ids: Pick<KeyRecord, "keyId" | "versionId" | "publicId">,
  given: Given,
) {
  return {
    workspaceId: "00000000-0000-4000-8000-00000000000a",
    ...ids,
    generation: 1,
    kind: "access" as const,
    name: "Orders",
    environment: "production",
    scopes: [] as readonly string[],
    held: false,
    deleted: false,
    apis: [] as readonly string[],
    authType: null,
    activatedAt: new Date(0),
    expiresAt: null,
    rotatesAt: null,
    retiresAt: null,
    revokedAt: null,
    ...given,
  };
}

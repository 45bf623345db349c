import type { StoredVersion } from "@/db/queries/outpost-state";
import type { OutpostVersion } from "@/lib/contracts/outposts";

const dayMs = 86_400_000;

/**
 * What ended before this is not told: nothing that it signed in to can still be good. Two days, since a version whose
 * rotation is due lives to the end of the day of its expiry.
 */
export function endedSince(now: Date): Date {
  return new Date(now.getTime() - 2 * dayMs);
}

/** A key version as it goes over the wire. Written from the record: the slug in it is the head's matter. */
export function versionOnWire({ digest, applicationId, record }: StoredVersion): OutpostVersion {
  const { workspaceSlug: _, scopes, apis, owner, ...rest } = record;
  return {
    digest,
    record: {
      ...rest,
      scopes: [...scopes],
      apis: [...apis],
      applicationId,
      activatedAt: rest.activatedAt?.toISOString() ?? null,
      expiresAt: rest.expiresAt?.toISOString() ?? null,
      rotatesAt: rest.rotatesAt?.toISOString() ?? null,
      retiresAt: rest.retiresAt?.toISOString() ?? null,
      revokedAt: rest.revokedAt?.toISOString() ?? null,
      owner: owner && { ...owner, role: owner.role?.slug ?? null },
    },
  };
}

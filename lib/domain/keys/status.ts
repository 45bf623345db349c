/**
 * Status is derived, never stored: revoked > expired > pending > suspended > active.
 * A key shows the status of its LATEST version; any active version authenticates.
 */
export const STATUSES = ["pending", "active", "suspended", "revoked", "expired"] as const;
export type Status = (typeof STATUSES)[number];

/** As the screens say it: the API's own word. */
export const STATUS_WORDS: Record<Status, string> = {
  pending: "Pending",
  active: "Active",
  suspended: "Suspended",
  revoked: "Revoked",
  expired: "Expired",
};

/** The instants of one version that decide its status. */
export interface VersionTimes {
  activatedAt: Date | null;
  expiresAt: Date | null;
  /** When an automatic rotation of this version is due. */
  rotatesAt: Date | null;
  /** When an old version's overlap ends. Set only once it has been replaced. */
  retiresAt: Date | null;
  revokedAt: Date | null;
}

/** The status of one version. `held` = the key has at least one hold. */
export function versionStatus(version: VersionTimes, held: boolean, now: Date): Status {
  // Any revocation counts at once, even one stamped by a machine whose clock is ahead of ours.
  if (version.revokedAt !== null) return "revoked";
  const end = endOf(version);
  if (end !== null && end.at <= now) return end.as;
  if (version.activatedAt === null) return "pending";
  return held ? "suspended" : "active";
}

/**
 * When and how a version ends by the clock alone: at its expiry, and once it was replaced, at its retirement. That is set
 * to the earlier of overlap and expiry, and later only where its successor waits for somebody to collect it.
 */
export function endOf(version: VersionTimes): { at: Date; as: "revoked" | "expired" } | null {
  const expiry = expiryOf(version);
  const { retiresAt } = version;
  if (retiresAt === null) return expiry === null ? null : { at: expiry, as: "expired" };
  return { at: retiresAt, as: expiry?.getTime() === retiresAt.getTime() ? "expired" : "revoked" };
}

/** When a version retires that is replaced, with an overlap that ends at `wanted`: not after its own expiry. */
export function retirementOf(version: VersionTimes, wanted: Date): Date {
  const expiry = expiryOf({ ...version, retiresAt: wanted });
  return expiry !== null && expiry < wanted ? expiry : wanted;
}

/**
 * If rotation and expiration are on the same UTC day, rotation takes precedence: until it has happened, the version lives
 * to the end of that day, and once replaced, it has none any more. Else its own expiry holds, replaced or not.
 */
export function expiryOf(version: VersionTimes): Date | null {
  const { expiresAt, rotatesAt, retiresAt } = version;
  if (expiresAt === null || rotatesAt === null) return expiresAt;
  const dayMs = 86_400_000;
  const day = Math.floor(expiresAt.getTime() / dayMs);
  if (Math.floor(rotatesAt.getTime() / dayMs) !== day) return expiresAt;
  return retiresAt === null ? new Date((day + 1) * dayMs) : null;
}

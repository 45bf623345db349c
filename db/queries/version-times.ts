import { keyVersions } from "../schema";

/** The instants of a version, which decide its status. */
export const versionTimes = {
  activatedAt: keyVersions.activatedAt,
  expiresAt: keyVersions.expiresAt,
  rotatesAt: keyVersions.rotatesAt,
  retiresAt: keyVersions.retiresAt,
  revokedAt: keyVersions.revokedAt,
};

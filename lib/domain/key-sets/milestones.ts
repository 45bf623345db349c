/**
 * The event milestone timeline shows the provisioning date, rotation and expiration dates and revocations, planned and
 * actual, and any delay compared to scheduled events. It is read off the versions themselves.
 */
import type { KeyFacts, RevokeReason, VersionFacts } from "../keys/key-facts";
import { endOf } from "../keys/status";

export const MILESTONE_KINDS = ["provisioning", "rotation", "expiration", "revocation"] as const;
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

export const MILESTONE_LABELS: Record<MilestoneKind, string> = {
  provisioning: "Provisioning",
  rotation: "Rotation",
  expiration: "Expiration",
  revocation: "Revocation",
};

export interface Milestone {
  kind: MilestoneKind;
  generation: number;
  /** Null = nobody planned it. */
  plannedAt: Date | null;
  /** Null = it has not happened. */
  actualAt: Date | null;
  /** It was planned, and will not happen any more. */
  cancelled: boolean;
  /** How much later than planned it happened, or how long it has been due; null without a plan, or before its date. */
  delayMs: number | null;
  /** Of a revocation. */
  reason: RevokeReason | null;
}

/** What has happened to a key until now and is planned for it, in order of time. */
export function milestonesOf({ versions }: Pick<KeyFacts, "versions">, now: Date): Milestone[] {
  const all = versions.flatMap((version) => milestonesOfVersion(version, successors(version, versions), now));
  const order = (one: Milestone) => (one.actualAt ?? one.plannedAt)?.getTime() ?? Number.POSITIVE_INFINITY;
  return all.sort((a, b) => order(a) - order(b) || a.generation - b.generation || inOrder(a) - inOrder(b));
}

const inOrder = ({ kind }: Milestone) => MILESTONE_KINDS.indexOf(kind);

/** The versions that took over from this one: several, where somebody rolled one back. */
function successors(version: VersionFacts, versions: readonly VersionFacts[]): VersionFacts[] {
  const stayed = versions.filter(({ revokeReason }) => revokeReason !== "rolled_back");
  const after = stayed.find(({ generation }) => generation > version.generation)?.generation ?? Infinity;
  if (!stayed.includes(version)) return [];
  return versions.filter(({ generation }) => generation > version.generation && generation <= after);
}

function milestonesOfVersion(version: VersionFacts, next: VersionFacts[], now: Date): Milestone[] {
  const ended = endOf(version);
  const endedAt = ended !== null && ended.at <= (version.revokedAt ?? now) ? ended.at : null;
  const over = version.revokedAt !== null || endedAt !== null;
  const tell = (
    kind: MilestoneKind,
    { plannedAt = null, actualAt = null, cancelled = false, reason = null }: Partial<Milestone>,
  ): Milestone => ({
    kind,
    generation: version.generation,
    plannedAt,
    actualAt,
    cancelled,
    delayMs: cancelled ? null : delay(plannedAt, actualAt, now),
    reason,
  });
  const milestones: Milestone[] = [];

  if (!byRotation(version)) milestones.push(tell("provisioning", { actualAt: version.activatedAt }));

  const rotations = next.filter(byRotation).map(({ activatedAt }) => activatedAt);
  const [first = null, ...more] = rotations;
  if (version.rotatesAt || first) {
    const cancelled = first === null && (next.length > 0 || over);
    milestones.push(tell("rotation", { plannedAt: version.rotatesAt, actualAt: first, cancelled }));
  }
  for (const actualAt of more) milestones.push(tell("rotation", { actualAt }));

  if (version.expiresAt) {
    const expired = ended?.as === "expired" && endedAt !== null;
    const cancelled = !expired && (over || ended?.as !== "expired");
    milestones.push(
      tell("expiration", { plannedAt: version.expiresAt, actualAt: expired ? endedAt : null, cancelled }),
    );
  }

  if (version.revokedAt) {
    const { revokedAt, retiresAt, revokeReason } = version;
    milestones.push(tell("revocation", { plannedAt: retiresAt, actualAt: revokedAt, reason: revokeReason }));
  } else if (ended?.as === "revoked") {
    milestones.push(tell("revocation", { plannedAt: ended.at, actualAt: endedAt, reason: "superseded" }));
  }
  return milestones;
}

function byRotation({ madeBy }: VersionFacts): boolean {
  return madeBy === "schedule" || madeBy === "rotated";
}

function delay(plannedAt: Date | null, actualAt: Date | null, now: Date): number | null {
  if (plannedAt === null || (actualAt === null && plannedAt > now)) return null;
  return Math.max(0, (actualAt ?? now).getTime() - plannedAt.getTime());
}

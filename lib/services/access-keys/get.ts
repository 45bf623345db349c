import { type KeyDetail, readKey } from "@/db/queries/key-detail";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import { dueOf, type Held } from "@/lib/domain/key-sets/due";
import { type Milestone, milestonesOf } from "@/lib/domain/key-sets/milestones";
import { keyStatus, latestOf } from "@/lib/domain/keys/key-facts";
import { type Move, refusalsOf } from "@/lib/domain/keys/moves";
import type { Status } from "@/lib/domain/keys/status";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Query } from "../card";
import { isUncollected } from "../key-sets/facts";
import { type ShownVersion, shownVersion } from "../keys/shown-version";
import { scheduledAccessKey } from "./own-schedule";

export interface AccessKey {
  id: string;
  name: string;
  description: string;
  status: Status;
  environment: string | null;
  scopes: string[];
  createdAt: Date;
  createdByLabel: string;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  prefix: string;
  publicId: string;
  tail: string;
  holds: { source: string; reason: string; actorLabel: string; createdAt: Date }[];
  /** "Rotate every N days"; null = only when somebody rotates it. */
  rotateEveryDays: number | null;
  rotateOverlapHours: number | null;
  /** When LATEST is replaced by itself. */
  rotatesAt: Date | null;
  /** When LATEST was made. */
  issuedAt: Date;
  /** Why that waits although its date may have come. */
  rotationHeld: Held | null;
  /** Whether LATEST's secret waits for somebody to collect it. */
  secretWaits: boolean;
  /** What happened to it and is planned for it, in order of time. */
  milestones: Milestone[];
  versions: ShownVersion[];
  /** Why each move is closed now; null = open. The forms show it before the click. */
  moves: Record<Move, RefusalCode | null>;
}

/** One access key with its versions, newest first, and what may be done to it. */
export const getAccessKey: Query<typeof oneAccessKey, AccessKey> = {
  name: "access-key.get",
  permission: "access-key:view",
  tellsStatus: true,
  input: oneAccessKey,
  async run(db, ctx, { id }) {
    const key = await readKey(db, ctx.workspace, "access", id);
    if (!key) return null;
    const { row, facts, holds, versions } = key;
    const latest = versions.find((version) => version.id === latestOf(facts).id)!;
    return {
      id: row.id,
      name: row.name,
      description: row.description,
      environment: row.environment,
      scopes: row.scopes,
      createdAt: row.createdAt,
      createdByLabel: row.createdByLabel,
      lastUsedAt: key.lastUsedAt,
      status: keyStatus(facts, ctx.now),
      expiresAt: latest.expiresAt,
      rotateEveryDays: row.rotateEveryDays,
      rotateOverlapHours: row.rotateOverlapHours,
      rotatesAt: latest.rotatesAt,
      issuedAt: latest.createdAt,
      rotationHeld: rotationHeld(key, ctx.now),
      secretWaits: isUncollected(latest),
      milestones: milestonesOf(facts, ctx.now),
      prefix: latest.prefix,
      publicId: latest.publicId,
      tail: latest.tail,
      holds: holds.map(({ source, reason, actorLabel, createdAt }) => ({
        source,
        reason,
        actorLabel,
        createdAt,
      })),
      versions: versions.toReversed().map((version) => shownVersion(version, holds.length > 0, ctx.now)),
      moves: refusalsOf(facts, ctx.now),
    };
  },
};

/** The lifetimes that the workspace allows have no say in whether a rotation waits. */
const ANY_LIFETIME = { longestLifetimeDays: null, neverAllowed: true };

function rotationHeld(key: KeyDetail, now: Date): Held | null {
  const due = dueOf(scheduledAccessKey(key, ANY_LIFETIME), now);
  return due.due === "nothing" ? due.held : null;
}

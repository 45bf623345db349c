import { type KeyDetail, readKey } from "@/db/queries/key-detail";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import { keyStatus, latestOf } from "@/lib/domain/keys/key-facts";
import { MOVES, type Move, refusalOf } from "@/lib/domain/keys/moves";
import { type Status, versionStatus } from "@/lib/domain/keys/status";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Query } from "../card";

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
  versions: (Omit<KeyDetail["versions"][number], "digest" | "sealedSecret"> & { status: Status })[];
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
      prefix: latest.prefix,
      publicId: latest.publicId,
      tail: latest.tail,
      holds: holds.map(({ source, reason, actorLabel, createdAt }) => ({
        source,
        reason,
        actorLabel,
        createdAt,
      })),
      versions: versions.toReversed().map(({ digest: _, sealedSecret: _s, ...version }) => ({
        ...version,
        status: versionStatus(version, holds.length > 0, ctx.now),
      })),
      moves: Object.fromEntries(
        MOVES.map((move) => [move, refusalOf(facts, move, ctx.now)]),
      ) as AccessKey["moves"],
    };
  },
};

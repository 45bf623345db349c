import { type CallerRow, callersOf, readKey } from "@/db/queries/key-detail";
import type { VersionRow } from "@/db/queries/keys";
import { type VersionUse, versionUses } from "@/db/queries/rotation";
import { oneAccessKey } from "@/lib/contracts/access-keys";
import { latestOf, overlapping } from "@/lib/domain/keys/key-facts";
import {
  adviceFor,
  type Moving,
  type MovingAdvice,
  movingOf,
  usualIntervalMs,
} from "@/lib/domain/keys/moving";
import { endOf, type Status, versionStatus } from "@/lib/domain/keys/status";
import type { Query } from "../card";
import { type Through, throughOutposts } from "../outposts/shown-to";

export interface OverlapVersion {
  generation: number;
  prefix: string;
  publicId: string;
  tail: string;
  status: Status;
  createdAt: Date;
  /** When it ends by the clock, and as what; null = when somebody ends it. */
  end: { at: Date; as: "revoked" | "expired" } | null;
  /** Null = no retirement: it ends when somebody ends it, or with its own expiry. */
  retiresAt: Date | null;
  /** Calls that were let through. */
  calls: number;
  lastUsedAt: Date | null;
}

export interface RemainingCaller extends Through<CallerRow> {
  moving: Moving;
  /** How far its calls usually lie apart; null where there are too few to say. */
  everyMs: number | null;
}

export interface Overlap {
  rotatedAt: Date;
  old: OverlapVersion;
  fresh: OverlapVersion;
  /** Callers of the old version in the last 30 days, as far as it let somebody in: those still calling, those not seen since, those that moved. */
  callers: RemainingCaller[];
  advice: MovingAdvice;
}

export interface Rotation {
  /** Null where no overlap runs. */
  overlap: Overlap | null;
  /** When this was so. */
  at: Date;
}

const CALLERS_WITHIN_MS = 30 * 86_400_000;
const MOST_CALLERS = 200;
const ORDER: Moving[] = ["calling", "unseen", "moved"];

/** The rotation of a key that is under way: both versions, and who has not moved to the new one yet. */
export const keyRotation: Query<typeof oneAccessKey, Rotation> = {
  name: "access-key.rotation",
  permission: "access-key:view",
  tellsStatus: true,
  input: oneAccessKey,
  async run(db, ctx, { id }) {
    const key = await readKey(db, ctx.workspace, "access", id);
    if (!key) return null;
    const oldFacts = overlapping(key.facts, ctx.now);
    if (!oldFacts) return { overlap: null, at: ctx.now };
    const row = (version: { id: string }) => key.versions.find((one) => one.id === version.id)!;
    const old = row(oldFacts);
    const fresh = row(latestOf(key.facts));
    const rotatedAt = fresh.createdAt;
    const since = new Date(rotatedAt.getTime() - CALLERS_WITHIN_MS);
    const [oldCallers, newCallers, uses] = await Promise.all([
      callersOf(db, ctx.workspace, id, { versionId: old.id, since, letIn: true, limit: MOST_CALLERS }),
      callersOf(db, ctx.workspace, id, {
        versionId: fresh.id,
        since: rotatedAt,
        letIn: true,
        limit: MOST_CALLERS * 5,
      }),
      versionUses(db, ctx.workspace, id),
    ]);
    const firstOnNew = new Map(newCallers.map((caller) => [nameOf(caller), caller.firstAt]));
    const callers = throughOutposts(ctx, oldCallers).map((caller) => ({
      ...caller,
      moving: movingOf({ old: caller, newFirstAt: firstOnNew.get(nameOf(caller)) ?? null }, rotatedAt),
      everyMs: usualIntervalMs(caller),
    }));
    const suspended = key.holds.length > 0;
    const shown = (version: VersionRow) => overlapVersion(version, uses.get(version.id), suspended, ctx.now);
    const newUse = uses.get(fresh.id);
    return {
      overlap: {
        rotatedAt,
        old: shown(old),
        fresh: shown(fresh),
        callers: callers.sort((a, b) => ORDER.indexOf(a.moving) - ORDER.indexOf(b.moving)),
        advice: adviceFor(
          callers.map(({ moving }) => moving),
          { newUsed: newUse !== undefined, oldLastAt: uses.get(old.id)?.lastAt ?? null, now: ctx.now },
        ),
      },
      at: ctx.now,
    };
  },
};

function nameOf({ ip, userAgent }: Pick<CallerRow, "ip" | "userAgent">): string {
  return `${ip} ${userAgent}`;
}

function overlapVersion(
  version: VersionRow,
  use: VersionUse | undefined,
  held: boolean,
  now: Date,
): OverlapVersion {
  const { generation, prefix, publicId, tail, createdAt, retiresAt } = version;
  return {
    generation,
    prefix,
    publicId,
    tail,
    createdAt,
    retiresAt,
    status: versionStatus(version, held, now),
    end: endOf(version),
    calls: use?.calls ?? 0,
    lastUsedAt: use?.lastAt ?? null,
  };
}

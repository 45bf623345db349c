/** Keys with any versions and holds on the borders of one day: what SQL and the domain must tell alike. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { Db } from "@/db/client";
import { holds, keys, keyVersions } from "@/db/schema";
import type { WorkspaceId } from "@/lib/domain/brand";
import { HOLD_SOURCES, type HoldSource, type KeyFacts } from "@/lib/domain/keys/key-facts";
import type { VersionTimes } from "@/lib/domain/keys/status";

const base = Date.UTC(2026, 5, 15);
const longAgo = new Date(base - 10 * 86_400_000);

/** Instants around one day, many of them on its borders, so that equal ones are common. */
export const anyInstant = fc
  .tuple(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0, 1, 43_200_000, 86_399_999))
  .map(([day, ms]) => new Date(base + day * 86_400_000 + ms));

const often = fc.option(anyInstant);
/** `freq` counts the null too: of two, one. */
const half = fc.option(anyInstant, { freq: 2 });

/** The instants of a version. Half have not been revoked, so that what else there is to tell comes to light. */
export const anyTimes: fc.Arbitrary<VersionTimes> = fc.record({
  activatedAt: fc.option(fc.oneof(fc.constant(longAgo), anyInstant), { freq: 9 }),
  expiresAt: often,
  rotatesAt: often,
  retiresAt: half,
  revokedAt: half,
});

/** LATEST is not being retired: that begins when another takes its place, and is taken back with a roll back. */
export const anyLatestTimes = anyTimes.map((times) => ({ ...times, retiresAt: null }));

/** A key: the last of its versions is LATEST. */
export interface AnyKey {
  id: string;
  versions: VersionTimes[];
  sources: HoldSource[];
}

/** Any key of at most so many versions. */
export const anyKey = (maxVersions: number): fc.Arbitrary<AnyKey> =>
  fc
    .record({
      older: fc.array(anyTimes, { maxLength: maxVersions - 1 }),
      latest: anyLatestTimes,
      sources: fc.uniqueArray(fc.constantFrom(...HOLD_SOURCES), { maxLength: 2 }),
    })
    // Not out of the seed: two samples are different keys.
    .map(({ older, latest, sources }) => ({
      id: randomUUID() as string,
      versions: [...older, latest],
      sources,
    }));

export function factsOfAny({ versions, sources }: AnyKey): KeyFacts {
  return {
    kind: "access",
    deletedAt: null,
    holds: sources,
    versions: versions.map((one, i) => ({
      ...one,
      id: `v${i}`,
      generation: i + 1,
      latest: i === versions.length - 1,
      revokeReason: one.revokedAt && "other",
    })),
  };
}

/** So many keys in a statement: PostgreSQL takes 65,535 parameters in one. */
const AT_ONCE = 500;

/** Writes the keys into a workspace, whole or not at all. */
export async function insertAnyKeys(db: Db, workspace: WorkspaceId, rows: readonly AnyKey[]): Promise<void> {
  const common = { workspaceId: workspace as string, createdAt: new Date(base) };
  await db.transaction(async (tx) => {
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      await tx.insert(keys).values(
        some.map(({ id }) => ({
          ...common,
          id,
          kind: "access",
          name: "k",
          description: "",
          environment: null,
          scopes: [],
          createdBy: null,
          createdByLabel: "test",
          lastUsedAt: null,
          deletedAt: null,
          expiresAt: null,
        })),
      );
      await tx.insert(keyVersions).values(
        some.flatMap((row) =>
          factsOfAny(row).versions.map((version) => ({
            ...common,
            ...version,
            id: randomUUID() as string,
            keyId: row.id,
            prefix: "ks",
            publicId: randomUUID().slice(0, 20),
            digest: null,
            tail: "abcd",
          })),
        ),
      );
      const held = some.flatMap(({ id, sources }) => sources.map((source) => ({ keyId: id, source })));
      if (held.length > 0)
        await tx.insert(holds).values(
          held.map((hold) => ({
            ...common,
            ...hold,
            id: randomUUID() as string,
            reason: "",
            actorLabel: "test",
          })),
        );
    }
  });
}

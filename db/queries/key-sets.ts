/** What makes a key a key set: its application, its policy, and whether new subscriptions use it. */
import { and, asc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { Status } from "@/lib/domain/keys/status";
import type { Db, Tx } from "../client";
import { applications, keySets, keys, keyVersions } from "../schema";
import { anyOf } from "./any-of";
import { changedOne } from "./changed-one";
import { hasStatus, latestVersion, statusAt } from "./key-status";
import { type ApplicationReach, reached } from "./reach";

export interface KeySetRow extends Omit<typeof keySets.$inferSelect, "authType"> {
  authType: AuthType;
}

const oneOf = (workspace: WorkspaceId, keyId: string) =>
  and(eq(keySets.workspaceId, workspace), eq(keySets.keyId, keyId));

interface Place {
  applicationId: string;
  environment: string;
}

/** Those of an application in an environment that new subscriptions may use. */
const currentIn = (workspace: WorkspaceId, { applicationId, environment }: Place) =>
  and(
    eq(keySets.workspaceId, workspace),
    eq(keySets.applicationId, applicationId),
    eq(keySets.environment, environment),
    eq(keySets.current, true),
  );

/** Of those beside which `keys` is joined: that are neither revoked nor deleted. */
const there = (workspace: WorkspaceId, of: SQL) =>
  and(eq(keySets.workspaceId, workspace), of, isNull(keys.deletedAt), ne(keys.standing, "revoked"));

export async function insertKeySet(tx: Tx, row: KeySetRow): Promise<void> {
  await tx.insert(keySets).values(row);
}

/** The key sets of an application in an environment that new subscriptions may use, for whatever type and policy. */
export async function currentKeySets(tx: Tx, workspace: WorkspaceId, place: Place): Promise<KeySetRow[]> {
  const rows = await tx.select().from(keySets).where(currentIn(workspace, place)).orderBy(asc(keySets.keyId));
  return rows as KeySetRow[];
}

/** The same as they stand at this moment, without a lock: what a screen says before the click. */
export async function currentKeySetsAt(
  db: Db,
  workspace: WorkspaceId,
  place: Place,
  now: Date,
): Promise<{ id: string; name: string; authType: AuthType; fingerprint: string; status: Status }[]> {
  return db
    .select({
      id: keys.id,
      name: keys.name,
      authType: sql<AuthType>`${keySets.authType}`,
      fingerprint: keySets.fingerprint,
      status: statusAt(now) as SQL<Status>,
    })
    .from(keySets)
    .innerJoin(keys, and(eq(keys.id, keySets.keyId), isNull(keys.deletedAt)))
    .where(currentIn(workspace, place));
}

/** The rows of some key sets. */
export async function readKeySets(
  tx: Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
): Promise<KeySetRow[]> {
  const rows = await tx
    .select()
    .from(keySets)
    .where(and(eq(keySets.workspaceId, workspace), anyOf(keySets.keyId, keyIds)));
  return rows as KeySetRow[];
}

/** What the rules ask of a key set beside its key. */
export interface KeySetPlace {
  set: KeySetRow;
  application: { id: string; name: string; suspendedAt: Date | null };
}

/** Those of the key sets that somebody reaches, by key id. */
export async function keySetPlaces(
  db: Db | Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
  reach: ApplicationReach,
): Promise<Map<string, KeySetPlace>> {
  if (keyIds.length === 0) return new Map();
  const rows = await db
    .select({
      set: keySets,
      application: { id: applications.id, name: applications.name, suspendedAt: applications.suspendedAt },
    })
    .from(keySets)
    .innerJoin(applications, eq(applications.id, keySets.applicationId))
    .where(and(eq(keySets.workspaceId, workspace), anyOf(keySets.keyId, keyIds), reached(workspace, reach)));
  return new Map(rows.map((row) => [row.set.keyId, row as KeySetPlace]));
}

/** Those of the key sets beside which their application has another for the same that is neither revoked nor expired. */
export async function withAnotherValid(
  db: Db | Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
  now: Date,
): Promise<Set<string>> {
  if (keyIds.length === 0) return new Set();
  const other = alias(keySets, "other_set");
  const rows = await db
    .selectDistinct({ id: keySets.keyId })
    .from(keySets)
    .innerJoin(
      other,
      and(
        eq(other.workspaceId, keySets.workspaceId),
        eq(other.applicationId, keySets.applicationId),
        eq(other.environment, keySets.environment),
        eq(other.authType, keySets.authType),
        eq(other.fingerprint, keySets.fingerprint),
        ne(other.keyId, keySets.keyId),
      ),
    )
    .innerJoin(keys, and(eq(keys.id, other.keyId), isNull(keys.deletedAt)))
    .where(
      and(
        eq(keySets.workspaceId, workspace),
        anyOf(keySets.keyId, keyIds),
        hasStatus(["pending", "active", "suspended"], now),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** The key sets made by a template that are neither revoked nor deleted. */
export async function keySetIdsOfTemplate(tx: Tx, workspace: WorkspaceId, id: string): Promise<string[]> {
  const rows = await tx
    .select({ id: keySets.keyId })
    .from(keySets)
    .innerJoin(keys, eq(keys.id, keySets.keyId))
    .where(there(workspace, eq(keySets.policyTemplateId, id)))
    .orderBy(asc(keySets.keyId));
  return rows.map((row) => row.id);
}

/** Those key sets as far as their dates hang on the policy, without a lock: what a screen says before the click. */
export async function keySetDatesOfTemplate(db: Db, workspace: WorkspaceId, id: string, now: Date) {
  return db
    .select({
      status: statusAt(now) as SQL<Status>,
      activatedAt: keyVersions.activatedAt,
      expiresAt: keyVersions.expiresAt,
      rotatesAt: keyVersions.rotatesAt,
      fingerprint: keySets.fingerprint,
      waits: sql<boolean>`${keySets.nextPolicy} is not null`,
    })
    .from(keySets)
    .innerJoin(keys, eq(keys.id, keySets.keyId))
    .innerJoin(keyVersions, latestVersion)
    .where(there(workspace, eq(keySets.policyTemplateId, id)));
}

export interface KeySetSummary {
  id: string;
  name: string;
  status: Status;
  environment: string;
  authType: AuthType;
  publicId: string;
  expiresAt: Date | null;
  rotatesAt: Date | null;
  /** Whether a person suspended it by itself: activating the application asks whether it goes along. */
  suspendedIndividually: boolean;
}

/** The key sets of an application that exist and are not revoked, by name. */
export async function keySetsOfApplication(
  db: Db,
  workspace: WorkspaceId,
  applicationId: string,
  now: Date,
): Promise<KeySetSummary[]> {
  const rows = await db
    .select({
      id: keys.id,
      name: keys.name,
      status: statusAt(now) as SQL<Status>,
      environment: keySets.environment,
      authType: sql<AuthType>`${keySets.authType}`,
      publicId: keyVersions.publicId,
      expiresAt: keys.expiresAt,
      rotatesAt: keys.rotatesAt,
      manual: sql<boolean>`exists (select 1 from holds h where h.key_id = ${keys.id} and h.source = 'manual')`,
    })
    .from(keySets)
    .innerJoin(keys, eq(keys.id, keySets.keyId))
    .innerJoin(keyVersions, latestVersion)
    .where(there(workspace, eq(keySets.applicationId, applicationId)))
    .orderBy(asc(sql`lower(${keys.name})`), asc(keys.id));
  return rows.map(({ manual, ...row }) => ({
    ...row,
    suspendedIndividually: manual && row.status === "suspended",
  }));
}

export type KeySetChange = Partial<Pick<KeySetRow, "policy" | "fingerprint" | "nextPolicy" | "current">>;

export async function updateKeySet(
  tx: Tx,
  workspace: WorkspaceId,
  keyId: string,
  set: KeySetChange,
): Promise<void> {
  changedOne(
    await tx.update(keySets).set(set).where(oneOf(workspace, keyId)).returning({ id: keySets.keyId }),
  );
}

/** Whether another key set stands where this one would with another policy. */
export async function placeTaken(
  tx: Tx,
  workspace: WorkspaceId,
  { keyId, authType, ...place }: KeySetRow,
  fingerprint: string,
): Promise<boolean> {
  const found = await tx
    .select({ id: keySets.keyId })
    .from(keySets)
    .where(
      and(
        currentIn(workspace, place),
        eq(keySets.authType, authType),
        eq(keySets.fingerprint, fingerprint),
        ne(keySets.keyId, keyId),
      ),
    );
  return found.length > 0;
}

/** When a version ends and rotates by another policy. */
export async function reschedule(
  tx: Tx,
  workspace: WorkspaceId,
  versionId: string,
  set: { expiresAt: Date | null; rotatesAt: Date | null },
): Promise<void> {
  changedOne(
    await tx
      .update(keyVersions)
      .set(set)
      .where(
        and(
          eq(keyVersions.workspaceId, workspace),
          eq(keyVersions.id, versionId),
          isNull(keyVersions.revokedAt),
        ),
      )
      .returning({ id: keyVersions.id }),
  );
}

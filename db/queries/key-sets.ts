/** What makes a key a key set: its application, its policy, and whether new subscriptions use it. */
import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import type { Tx } from "../client";
import { keySets, keys, keyVersions } from "../schema";
import { changedOne } from "./changed-one";

export interface KeySetRow extends Omit<typeof keySets.$inferSelect, "authType"> {
  authType: AuthType;
}

const oneOf = (workspace: WorkspaceId, keyId: string) =>
  and(eq(keySets.workspaceId, workspace), eq(keySets.keyId, keyId));

export async function insertKeySet(tx: Tx, row: KeySetRow): Promise<void> {
  await tx.insert(keySets).values(row);
}

/** The key sets of an application in an environment that new subscriptions may use, for whatever type and policy. */
export async function currentKeySets(
  tx: Tx,
  workspace: WorkspaceId,
  { applicationId, environment }: { applicationId: string; environment: string },
): Promise<KeySetRow[]> {
  const rows = await tx
    .select()
    .from(keySets)
    .where(
      and(
        eq(keySets.workspaceId, workspace),
        eq(keySets.applicationId, applicationId),
        eq(keySets.environment, environment),
        eq(keySets.current, true),
      ),
    )
    .orderBy(asc(keySets.keyId));
  return rows as KeySetRow[];
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
    .where(and(eq(keySets.workspaceId, workspace), inArray(keySets.keyId, [...keyIds])));
  return rows as KeySetRow[];
}

/** The key sets made by a template that are neither revoked nor deleted. */
export async function keySetIdsOfTemplate(tx: Tx, workspace: WorkspaceId, id: string): Promise<string[]> {
  const rows = await tx
    .select({ id: keySets.keyId })
    .from(keySets)
    .innerJoin(keys, eq(keys.id, keySets.keyId))
    .where(
      and(
        eq(keySets.workspaceId, workspace),
        eq(keySets.policyTemplateId, id),
        isNull(keys.deletedAt),
        ne(keys.standing, "revoked"),
      ),
    )
    .orderBy(asc(keySets.keyId));
  return rows.map((row) => row.id);
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
  { keyId, applicationId, environment, authType }: KeySetRow,
  fingerprint: string,
): Promise<boolean> {
  const found = await tx
    .select({ id: keySets.keyId })
    .from(keySets)
    .where(
      and(
        eq(keySets.workspaceId, workspace),
        eq(keySets.applicationId, applicationId),
        eq(keySets.environment, environment),
        eq(keySets.authType, authType),
        eq(keySets.fingerprint, fingerprint),
        eq(keySets.current, true),
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

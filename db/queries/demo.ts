/** What was loaded as demo data: its marks, what people have built on it since, and its removal. */
import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { DemoKind } from "@/lib/domain/demo/parts";
import type { Db, Tx } from "../client";
import {
  apiAuthTypes,
  apis,
  applications,
  callers,
  deliveries,
  demoObjects,
  groups,
  holds,
  keySearch,
  keySets,
  keys,
  keyVersions,
  notices,
  organizations,
  policyTemplates,
  subscriptionKeySets,
  subscriptions,
  usage,
} from "../schema";
import { uuids } from "./any-of";

export interface DemoMark {
  kind: DemoKind;
  id: string;
}
export type DemoIds = Record<DemoKind, string[]>;

export async function markAsDemo(tx: Tx, workspace: WorkspaceId, marks: readonly DemoMark[]): Promise<void> {
  if (marks.length === 0) return;
  await tx.insert(demoObjects).values(marks.map((mark) => ({ workspaceId: workspace, ...mark })));
}

export async function demoMarks(db: Db | Tx, workspace: WorkspaceId): Promise<DemoMark[]> {
  const rows = await db
    .select({ kind: demoObjects.kind, id: demoObjects.id })
    .from(demoObjects)
    .where(eq(demoObjects.workspaceId, workspace));
  return rows as DemoMark[];
}

export async function forgetDemoMarks(tx: Tx, workspace: WorkspaceId): Promise<void> {
  await tx.delete(demoObjects).where(eq(demoObjects.workspaceId, workspace));
}

/** Those of the loaded things that something else of the workspace stands on, with their names. */
export async function demoInUse(
  db: Db | Tx,
  workspace: WorkspaceId,
  ids: DemoIds,
): Promise<(DemoMark & { name: string })[]> {
  const own = notInArray(applications.id, ids.application);
  const usedApis = await db
    .selectDistinct({ id: apis.id, name: sql<string>`${apis.name} || ' ' || ${apis.version}` })
    .from(apis)
    .innerJoin(subscriptions, eq(subscriptions.apiId, apis.id))
    .where(
      and(
        eq(apis.workspaceId, workspace),
        inArray(apis.id, ids.api),
        notInArray(subscriptions.applicationId, ids.application),
      ),
    );
  const going = ids.api.filter((id) => !usedApis.some((used) => used.id === id));
  const usedTemplates = await db
    .selectDistinct({ id: policyTemplates.id, name: policyTemplates.name })
    .from(policyTemplates)
    .leftJoin(
      apiAuthTypes,
      and(eq(apiAuthTypes.policyTemplateId, policyTemplates.id), notInArray(apiAuthTypes.apiId, going)),
    )
    .leftJoin(
      keySets,
      and(
        eq(keySets.policyTemplateId, policyTemplates.id),
        notInArray(keySets.applicationId, ids.application),
      ),
    )
    .where(
      and(
        eq(policyTemplates.workspaceId, workspace),
        inArray(policyTemplates.id, ids["policy-template"]),
        sql`(${apiAuthTypes.apiId} is not null or ${keySets.keyId} is not null)`,
      ),
    );
  const usedOrganizations = await db
    .selectDistinct({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .innerJoin(applications, and(eq(applications.organizationId, organizations.id), own))
    .where(and(eq(organizations.workspaceId, workspace), inArray(organizations.id, ids.organization)));
  const usedGroups = await db
    .selectDistinct({ id: groups.id, name: groups.name })
    .from(groups)
    .innerJoin(applications, and(eq(applications.groupId, groups.id), own))
    .where(and(eq(groups.workspaceId, workspace), inArray(groups.id, ids.group)));
  const named = (kind: DemoKind, rows: { id: string; name: string }[]) =>
    rows.map((row) => ({ kind, ...row }));
  return [
    ...named("api", usedApis),
    ...named("policy-template", usedTemplates),
    ...named("organization", usedOrganizations),
    ...named("group", usedGroups),
  ];
}

/** Those of the loaded things that are there still, and the parts of the applications among them, old ones too. */
export async function demoPresent(
  db: Db | Tx,
  workspace: WorkspaceId,
  ids: DemoIds,
): Promise<{ ids: DemoIds; keySetIds: string[]; subscriptions: number }> {
  const [found] = await db.execute<Record<string, string[] | string | null>>(sql`
    select
      (select json_agg(id) from applications where workspace_id = ${workspace} and deleted_at is null
        and id = any(${uuids(ids.application)})) as "application",
      (select json_agg(id) from keys where workspace_id = ${workspace} and deleted_at is null
        and id = any(${uuids(ids["access-key"])})) as "access-key",
      (select json_agg(id) from keys where workspace_id = ${workspace} and deleted_at is null
        and id = any(${uuids(ids["personal-key"])})) as "personal-key",
      (select json_agg(id) from apis where workspace_id = ${workspace}
        and id = any(${uuids(ids.api)})) as "api",
      (select json_agg(id) from policy_templates where workspace_id = ${workspace}
        and id = any(${uuids(ids["policy-template"])})) as "policy-template",
      (select json_agg(id) from organizations where workspace_id = ${workspace}
        and id = any(${uuids(ids.organization)})) as "organization",
      (select json_agg(id) from groups where workspace_id = ${workspace}
        and id = any(${uuids(ids.group)})) as "group",
      (select json_agg(s.key_id) from key_sets s join keys k on k.id = s.key_id
        where s.workspace_id = ${workspace} and k.deleted_at is null
        and s.application_id = any(${uuids(ids.application)})) as "keySets",
      (select count(*) from subscriptions where workspace_id = ${workspace}
        and application_id = any(${uuids(ids.application)})) as "subscriptions"`);
  const { keySets: sets, subscriptions: count, ...present } = found!;
  return {
    ids: Object.fromEntries(Object.entries(present).map(([kind, some]) => [kind, some ?? []])) as DemoIds,
    keySetIds: (sets as string[] | null) ?? [],
    subscriptions: Number(count),
  };
}

/** Every key set that the applications ever had, and all that is kept of it. Their secrets are revoked by now. */
export async function deleteKeySetsOf(
  tx: Tx,
  workspace: WorkspaceId,
  applicationIds: readonly string[],
): Promise<string[]> {
  const ofThem = inArray(keySets.applicationId, [...applicationIds]);
  const rows = await tx
    .select({ id: keySets.keyId })
    .from(keySets)
    .where(and(eq(keySets.workspaceId, workspace), ofThem));
  const ids = rows.map(({ id }) => id);
  const those = (table: { workspaceId: unknown; keyId: unknown }) =>
    and(eq(table.workspaceId as never, workspace), inArray(table.keyId as never, ids));
  await forgetNoticesOf(tx, workspace, ids);
  for (const table of [subscriptionKeySets, keySets, holds, keyVersions, keySearch])
    await tx.delete(table).where(those(table));
  await tx.delete(keys).where(and(eq(keys.workspaceId, workspace), inArray(keys.id, ids)));
  return ids;
}

/** What people were told of keys that are gone. */
export async function forgetNoticesOf(
  tx: Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
): Promise<void> {
  const ofThem = and(eq(notices.workspaceId, workspace), inArray(notices.keyId, [...keyIds]));
  const told = tx.select({ id: notices.id }).from(notices).where(ofThem);
  await tx.delete(deliveries).where(inArray(deliveries.noticeId, told));
  await tx.delete(notices).where(ofThem);
}

/** The calls of keys that are gone. */
export async function forgetUsageOf(
  tx: Tx,
  workspace: WorkspaceId,
  keyIds: readonly string[],
): Promise<void> {
  await tx.delete(usage).where(and(eq(usage.workspaceId, workspace), inArray(usage.keyId, [...keyIds])));
  await tx
    .delete(callers)
    .where(and(eq(callers.workspaceId, workspace), inArray(callers.keyId, [...keyIds])));
}

/** The catalog's part of the demo data, each before what it stands on. Key sets of the applications are gone by now. */
export async function deleteDemoCatalog(tx: Tx, workspace: WorkspaceId, ids: DemoIds): Promise<void> {
  await tx
    .delete(subscriptions)
    .where(
      and(eq(subscriptions.workspaceId, workspace), inArray(subscriptions.applicationId, ids.application)),
    );
  await tx
    .delete(applications)
    .where(and(eq(applications.workspaceId, workspace), inArray(applications.id, ids.application)));
  await tx
    .delete(apiAuthTypes)
    .where(and(eq(apiAuthTypes.workspaceId, workspace), inArray(apiAuthTypes.apiId, ids.api)));
  await tx.delete(apis).where(and(eq(apis.workspaceId, workspace), inArray(apis.id, ids.api)));
  const templates = ids["policy-template"];
  await tx
    .delete(policyTemplates)
    .where(and(eq(policyTemplates.workspaceId, workspace), inArray(policyTemplates.id, templates)));
  await tx
    .delete(organizations)
    .where(and(eq(organizations.workspaceId, workspace), inArray(organizations.id, ids.organization)));
  await tx.delete(groups).where(and(eq(groups.workspaceId, workspace), inArray(groups.id, ids.group)));
}

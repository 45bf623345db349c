/** The API Catalog. */
import {
  and,
  arrayOverlaps,
  asc,
  count,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Approval } from "@/lib/domain/apis/approval";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { AuthType } from "@/lib/domain/key-sets/auth-types";
import { LIVE_SUBSCRIPTION_STATUSES } from "@/lib/domain/subscriptions/subscription";
import type { Db, Tx } from "../client";
import { apiAuthTypes, apis, keySets, policyTemplates, subscriptionKeySets, subscriptions } from "../schema";
import { changedOne } from "./changed-one";
import { grouped } from "./grouped";
import { contains } from "./like";

export interface ApiRow extends Omit<typeof apis.$inferSelect, "workspaceId" | "approval"> {
  approval: Approval;
}
export interface ApiQuery {
  q: string;
  environment: string[];
  authType: AuthType[];
  approval: Approval[];
  /** Those that take no subscription any more. */
  retired: "hidden" | "shown" | "only";
  sort: "name" | "created";
  order: "asc" | "desc";
  page: number;
  size: number;
}

export interface ApiAuthType {
  authType: AuthType;
  policyTemplateId: string;
}

const oneOf = (workspace: WorkspaceId, id: string) => and(eq(apis.workspaceId, workspace), eq(apis.id, id));
const without = ({ workspaceId: _, ...row }: typeof apis.$inferSelect) => row as ApiRow;

export async function insertApi(tx: Tx, workspace: WorkspaceId, row: ApiRow): Promise<void> {
  await tx.insert(apis).values({ workspaceId: workspace, ...row });
}

/** Puts the authentication types of an API in the place of those there were. */
export async function writeAuthTypes(
  tx: Tx,
  workspace: WorkspaceId,
  apiId: string,
  authTypes: readonly ApiAuthType[],
): Promise<void> {
  await tx
    .delete(apiAuthTypes)
    .where(and(eq(apiAuthTypes.workspaceId, workspace), eq(apiAuthTypes.apiId, apiId)));
  await tx.insert(apiAuthTypes).values(authTypes.map((one) => ({ workspaceId: workspace, apiId, ...one })));
}

export async function slugTaken(tx: Tx, workspace: WorkspaceId, slug: string): Promise<boolean> {
  const found = await tx
    .select({ id: apis.id })
    .from(apis)
    .where(and(eq(apis.workspaceId, workspace), eq(apis.slug, slug)));
  return found.length > 0;
}

/** What programs name the APIs of the catalog by, or those of `among` that are such names: retired ones too. */
export async function apiSlugs(
  db: Db | Tx,
  workspace: WorkspaceId,
  among?: readonly string[],
): Promise<string[]> {
  if (among?.length === 0) return [];
  const rows = await db
    .select({ slug: apis.slug })
    .from(apis)
    .where(and(eq(apis.workspaceId, workspace), among && inArray(apis.slug, [...among])))
    .orderBy(asc(apis.slug));
  return rows.map(({ slug }) => slug);
}

export type ApiName = Pick<ApiRow, "slug" | "name" | "version" | "environments">;

/** Those that take subscriptions, by name. */
export async function apiNames(db: Db, workspace: WorkspaceId): Promise<ApiName[]> {
  return db
    .select({ slug: apis.slug, name: apis.name, version: apis.version, environments: apis.environments })
    .from(apis)
    .where(and(eq(apis.workspaceId, workspace), isNull(apis.retiredAt)))
    .orderBy(asc(sql`lower(${apis.name})`), asc(apis.version), asc(apis.id));
}

async function withAuthTypes(tx: Tx, workspace: WorkspaceId, id: string, row: typeof apis.$inferSelect) {
  const authTypes = await tx
    .select({ authType: apiAuthTypes.authType, policyTemplateId: apiAuthTypes.policyTemplateId })
    .from(apiAuthTypes)
    .where(and(eq(apiAuthTypes.workspaceId, workspace), eq(apiAuthTypes.apiId, id)))
    .orderBy(asc(apiAuthTypes.authType));
  return { ...without(row), authTypes: authTypes as ApiAuthType[] };
}

export type LockedApi = ApiRow & { authTypes: ApiAuthType[] };

export async function lockApi(tx: Tx, workspace: WorkspaceId, id: string): Promise<LockedApi | null> {
  const [row] = await tx.select().from(apis).where(oneOf(workspace, id)).for("no key update");
  return row ? withAuthTypes(tx, workspace, id, row) : null;
}

/** The API as nobody can change it before this transaction ends. */
export async function holdApi(tx: Tx, workspace: WorkspaceId, id: string): Promise<LockedApi | null> {
  const [row] = await tx.select().from(apis).where(oneOf(workspace, id)).for("share");
  return row ? withAuthTypes(tx, workspace, id, row) : null;
}

export async function updateApi(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  set: Partial<Omit<ApiRow, "id" | "slug" | "version" | "createdAt">>,
): Promise<void> {
  changedOne(await tx.update(apis).set(set).where(oneOf(workspace, id)).returning({ id: apis.id }));
}

/** What open subscriptions need of an API: their environments, and the authentication types of their key sets. */
export async function apiUse(
  tx: Db | Tx,
  workspace: WorkspaceId,
  id: string,
): Promise<{ environments: string[]; authTypes: string[] }> {
  const rows = await tx
    .selectDistinct({ environment: subscriptions.environment, authType: keySets.authType })
    .from(subscriptions)
    .leftJoin(subscriptionKeySets, eq(subscriptionKeySets.subscriptionId, subscriptions.id))
    .leftJoin(keySets, eq(keySets.keyId, subscriptionKeySets.keyId))
    .where(
      and(
        eq(subscriptions.workspaceId, workspace),
        eq(subscriptions.apiId, id),
        inArray(subscriptions.status, [...LIVE_SUBSCRIPTION_STATUSES]),
      ),
    );
  return {
    environments: [...new Set(rows.map(({ environment }) => environment))],
    authTypes: [...new Set(rows.flatMap(({ authType }) => (authType === null ? [] : [authType])))],
  };
}

export interface ApiListRow extends ApiRow {
  authTypes: (ApiAuthType & { policyTemplate: string })[];
  /** Pending, active and suspended ones, of all applications. */
  subscriptions: number;
}

export async function listApis(
  db: Db,
  workspace: WorkspaceId,
  filter: ApiQuery,
): Promise<{ rows: ApiListRow[]; total: number }> {
  const where = and(eq(apis.workspaceId, workspace), ...conditions(db, filter));
  const order = filter.order === "asc" ? asc : desc;
  const column = filter.sort === "name" ? sql`lower(${apis.name})` : apis.createdAt;
  const [rows, [all]] = await Promise.all([
    db
      .select()
      .from(apis)
      .where(where)
      .orderBy(order(column), order(apis.version), order(apis.id))
      .limit(filter.size)
      .offset((filter.page - 1) * filter.size),
    db.select({ n: count() }).from(apis).where(where),
  ]);
  return { rows: await shown(db, workspace, rows.map(without)), total: all!.n };
}

function conditions(db: Db, filter: ApiQuery): (SQL | undefined)[] {
  const offered = db
    .select({ one: sql`1` })
    .from(apiAuthTypes)
    .where(and(eq(apiAuthTypes.apiId, apis.id), inArray(apiAuthTypes.authType, filter.authType)));
  return [
    contains(filter.q, apis.name, apis.version, apis.slug, apis.description),
    filter.environment.length > 0 ? arrayOverlaps(apis.environments, filter.environment) : undefined,
    filter.authType.length > 0 ? exists(offered) : undefined,
    filter.approval.length > 0 ? inArray(apis.approval, filter.approval) : undefined,
    filter.retired === "hidden" ? isNull(apis.retiredAt) : undefined,
    filter.retired === "only" ? isNotNull(apis.retiredAt) : undefined,
  ];
}

async function shown(db: Db, workspace: WorkspaceId, rows: ApiRow[]): Promise<ApiListRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [authTypes, counts] = await Promise.all([
    db
      .select({
        apiId: apiAuthTypes.apiId,
        authType: apiAuthTypes.authType,
        policyTemplateId: apiAuthTypes.policyTemplateId,
        policyTemplate: policyTemplates.name,
      })
      .from(apiAuthTypes)
      .innerJoin(policyTemplates, eq(policyTemplates.id, apiAuthTypes.policyTemplateId))
      .where(and(eq(apiAuthTypes.workspaceId, workspace), inArray(apiAuthTypes.apiId, ids)))
      .orderBy(asc(apiAuthTypes.authType)),
    db
      .select({ apiId: subscriptions.apiId, n: count() })
      .from(subscriptions)
      .where(
        and(
          eq(subscriptions.workspaceId, workspace),
          inArray(subscriptions.apiId, ids),
          inArray(subscriptions.status, [...LIVE_SUBSCRIPTION_STATUSES]),
        ),
      )
      .groupBy(subscriptions.apiId),
  ]);
  const typesOf = grouped(authTypes, ({ apiId }) => apiId);
  const countOf = new Map(counts.map(({ apiId, n }) => [apiId, n]));
  return rows.map((row) => ({
    ...row,
    authTypes: (typesOf.get(row.id) ?? []).map(
      ({ apiId: _, ...one }) => one as ApiListRow["authTypes"][number],
    ),
    subscriptions: countOf.get(row.id) ?? 0,
  }));
}

export async function readApi(db: Db, workspace: WorkspaceId, id: string): Promise<ApiListRow | null> {
  const [row] = await db.select().from(apis).where(oneOf(workspace, id));
  if (!row) return null;
  const [one] = await shown(db, workspace, [without(row)]);
  return one!;
}

/** Policy templates, as rows and as the policies that they state. */
import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Period, PeriodUnit } from "@/lib/domain/key-sets/period";
import type { Policy } from "@/lib/domain/key-sets/policy";
import type { Db, Tx } from "../client";
import { apiAuthTypes, apis, keySets, keys, policyTemplates } from "../schema";
import { changedOne } from "./changed-one";

export type PolicyTemplateRow = typeof policyTemplates.$inferSelect;

/** A template with its policy in one piece. */
export interface PolicyTemplate {
  id: string;
  name: string;
  description: string;
  policy: Policy;
  createdAt: Date;
  revisedAt: Date;
  retiredAt: Date | null;
}

const period = (amount: number | null, unit: string | null): Period | null =>
  amount === null ? null : { amount, unit: unit as PeriodUnit };

export function templateOf(row: PolicyTemplateRow): PolicyTemplate {
  const { id, name, description, createdAt, revisedAt, retiredAt } = row;
  return {
    id,
    name,
    description,
    policy: {
      expiration: period(row.expirationAmount, row.expirationUnit),
      rotation: period(row.rotationAmount, row.rotationUnit),
      manualRegeneration: row.manualRegeneration,
      overlapDays: row.overlapDays,
      retrievable: row.retrievable,
      notifyDays: row.notifyDays,
    },
    createdAt,
    revisedAt,
    retiredAt,
  };
}

function columnsOf({
  name,
  description,
  policy,
  revisedAt,
}: Omit<PolicyTemplate, "id" | "createdAt" | "retiredAt">) {
  return {
    name,
    description,
    expirationAmount: policy.expiration?.amount ?? null,
    expirationUnit: policy.expiration?.unit ?? null,
    rotationAmount: policy.rotation?.amount ?? null,
    rotationUnit: policy.rotation?.unit ?? null,
    manualRegeneration: policy.manualRegeneration,
    overlapDays: policy.overlapDays,
    retrievable: policy.retrievable,
    notifyDays: [...policy.notifyDays],
    revisedAt,
  };
}

const oneOf = (workspace: WorkspaceId, id: string) =>
  and(eq(policyTemplates.workspaceId, workspace), eq(policyTemplates.id, id));

export async function insertPolicyTemplate(
  tx: Tx,
  workspace: WorkspaceId,
  template: PolicyTemplate,
): Promise<void> {
  const { id, createdAt, retiredAt } = template;
  await tx
    .insert(policyTemplates)
    .values({ id, workspaceId: workspace, createdAt, retiredAt, ...columnsOf(template) });
}

/** Whether a template that is not retired has this name, in whatever case. */
export async function policyTemplateNameTaken(
  tx: Tx,
  workspace: WorkspaceId,
  name: string,
  except?: string,
): Promise<boolean> {
  const found = await tx
    .select({ id: policyTemplates.id })
    .from(policyTemplates)
    .where(
      and(
        eq(policyTemplates.workspaceId, workspace),
        isNull(policyTemplates.retiredAt),
        eq(sql`lower(${policyTemplates.name})`, sql`lower(${name})`),
        except === undefined ? undefined : ne(policyTemplates.id, except),
      ),
    );
  return found.length > 0;
}

export async function lockPolicyTemplate(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
): Promise<PolicyTemplate | null> {
  const [row] = await tx.select().from(policyTemplates).where(oneOf(workspace, id)).for("no key update");
  return row ? templateOf(row) : null;
}

/** Those of the templates that exist, as nobody can change them before this transaction ends. */
export async function holdPolicyTemplates(
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly string[],
): Promise<PolicyTemplate[]> {
  const rows = await tx
    .select()
    .from(policyTemplates)
    .where(and(eq(policyTemplates.workspaceId, workspace), inArray(policyTemplates.id, [...ids])))
    .orderBy(asc(policyTemplates.id))
    .for("share");
  return rows.map(templateOf);
}

/** The same without holding them. */
export async function policyTemplatesOf(
  db: Db,
  workspace: WorkspaceId,
  ids: readonly string[],
): Promise<PolicyTemplate[]> {
  const rows = await db
    .select()
    .from(policyTemplates)
    .where(and(eq(policyTemplates.workspaceId, workspace), inArray(policyTemplates.id, [...ids])));
  return rows.map(templateOf);
}

/** All there are by name, retired ones too. */
export async function policyTemplatesByName(db: Db, workspace: WorkspaceId): Promise<PolicyTemplate[]> {
  const rows = await db
    .select()
    .from(policyTemplates)
    .where(eq(policyTemplates.workspaceId, workspace))
    .orderBy(asc(sql`lower(${policyTemplates.name})`), asc(policyTemplates.id));
  return rows.map(templateOf);
}

export async function updatePolicyTemplate(
  tx: Tx,
  workspace: WorkspaceId,
  { id, ...template }: PolicyTemplate,
): Promise<void> {
  changedOne(
    await tx
      .update(policyTemplates)
      .set(columnsOf(template))
      .where(oneOf(workspace, id))
      .returning({ id: policyTemplates.id }),
  );
}

export async function retirePolicyTemplate(
  tx: Tx,
  workspace: WorkspaceId,
  id: string,
  now: Date,
): Promise<void> {
  changedOne(
    await tx
      .update(policyTemplates)
      .set({ retiredAt: now })
      .where(and(oneOf(workspace, id), isNull(policyTemplates.retiredAt)))
      .returning({ id: policyTemplates.id }),
  );
}

/** Whether an API that takes subscriptions makes key sets by it. */
export async function policyTemplateInUse(tx: Tx, workspace: WorkspaceId, id: string): Promise<boolean> {
  const found = await tx
    .select({ id: apiAuthTypes.apiId })
    .from(apiAuthTypes)
    .innerJoin(apis, eq(apis.id, apiAuthTypes.apiId))
    .where(
      and(
        eq(apiAuthTypes.workspaceId, workspace),
        eq(apiAuthTypes.policyTemplateId, id),
        isNull(apis.retiredAt),
      ),
    )
    .limit(1);
  return found.length > 0;
}

export interface PolicyTemplateListRow extends PolicyTemplate {
  /** Key sets that were made by it and are not revoked or deleted. */
  keySets: number;
  apis: { id: string; name: string; version: string }[];
}

export async function listPolicyTemplates(
  db: Db,
  workspace: WorkspaceId,
  only?: string,
): Promise<PolicyTemplateListRow[]> {
  const [rows, counts, used] = await Promise.all([
    db
      .select()
      .from(policyTemplates)
      .where(only === undefined ? eq(policyTemplates.workspaceId, workspace) : oneOf(workspace, only))
      .orderBy(asc(sql`lower(${policyTemplates.name})`), asc(policyTemplates.id)),
    db
      .select({ id: keySets.policyTemplateId, n: sql<number>`count(*)::int` })
      .from(keySets)
      .innerJoin(keys, eq(keys.id, keySets.keyId))
      .where(and(eq(keySets.workspaceId, workspace), isNull(keys.deletedAt), ne(keys.standing, "revoked")))
      .groupBy(keySets.policyTemplateId),
    db
      .selectDistinct({
        template: apiAuthTypes.policyTemplateId,
        id: apis.id,
        name: apis.name,
        version: apis.version,
      })
      .from(apiAuthTypes)
      .innerJoin(apis, eq(apis.id, apiAuthTypes.apiId))
      .where(and(eq(apiAuthTypes.workspaceId, workspace), isNull(apis.retiredAt)))
      .orderBy(asc(apis.name), asc(apis.id)),
  ]);
  const countOf = new Map(counts.map(({ id, n }) => [id, n]));
  return rows.map((row) => ({
    ...templateOf(row),
    keySets: countOf.get(row.id) ?? 0,
    apis: used.filter(({ template }) => template === row.id).map(({ template: _, ...api }) => api),
  }));
}

/** How PostgreSQL carries out the queries that a piece of code sends: what the tests of plans look at. */
import { drizzle } from "drizzle-orm/postgres-js";
import { createClient, type Db, type Sql } from "@/db/client";
import * as schema from "@/db/schema";

/** A node of a plan, as EXPLAIN (ANALYZE, FORMAT JSON) writes it. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

export interface Plan {
  query: string;
  /** Every node of the tree, from its root. */
  nodes: PlanNode[];
  /** Planning and execution. */
  ms: number;
}

interface Sent {
  query: string;
  params: unknown[];
}

/**
 * Runs code that queries, then explains every query it sent, in one transaction and in their order: a setting that was
 * made for the transaction holds there too.
 */
export async function plansOf(url: string, run: (db: Db) => Promise<unknown>): Promise<Plan[]> {
  const client = createClient(url, { max: 4 });
  const sent: Sent[] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => void sent.push({ query, params }) };
  try {
    await run(drizzle(client, { schema, logger }));
    return await client.begin(async (tx) => {
      const plans: Plan[] = [];
      for (const one of sent) {
        if (one.query.includes("set_config(")) await tx.unsafe(one.query);
        else plans.push(await explain(tx as unknown as Sql, one));
      }
      return plans;
    });
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function explain(tx: Sql, { query, params }: Sent): Promise<Plan> {
  const [row] = await tx.unsafe(`explain (analyze, format json) ${query}`, params as never[]);
  const told = row?.["QUERY PLAN"];
  const [plan] = typeof told === "string" ? JSON.parse(told) : told;
  return { query, nodes: [...nodesOf(plan.Plan)], ms: plan["Planning Time"] + plan["Execution Time"] };
}

function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}

/** The tree in short, for messages. */
export function told({ query, nodes, ms }: Plan): string {
  const lines = nodes.map(
    (node) =>
      `  ${node["Node Type"]} ${node["Index Name"] ?? node["Relation Name"] ?? ""} ${node["Actual Rows"]}` +
      `${node["Rows Removed by Filter"] ? ` (-${node["Rows Removed by Filter"]})` : ""}`,
  );
  return `${query}\n${lines.join("\n")}\n  ${ms.toFixed(1)} ms`;
}

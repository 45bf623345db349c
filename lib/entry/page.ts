/** The door of pages: a session, a permission, then queries through the runner. */
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { z } from "zod";
import { signInAddress } from "@/lib/contracts/own-path";
import type { Permission } from "@/lib/domain/people/roles";
import { roleMay } from "@/lib/domain/people/roles";
import type { Query } from "@/lib/services/card";
import { inTime, QUERY_LIMIT_MS } from "@/lib/services/gate/in-time";
import { type Grantors, whoCanGrant } from "@/lib/services/people/who-can-grant";
import { runQuery } from "@/lib/services/run-query";
import { traced } from "./traced";
import { type Entered, enter } from "./visitor";

/** The visitor of this page. A stranger is sent to sign in, and comes back to the page that was asked for. */
export async function visit(): Promise<Entered> {
  const entered = await traced(enter);
  if (!entered) redirect(signInAddress((await headers()).get("x-keysmith-path")));
  return entered;
}

export type Admission =
  | { admitted: true }
  | ({ admitted: false; name: string; email: string; role: string } & Grantors);

/**
 * Whether the visitor may see a page, by the permission or, where there are several, any of them; if not, all that the
 * Access Denied page says.
 */
export async function admit(...permissions: [Permission, ...Permission[]]): Promise<Admission> {
  const { visitor, ctx } = await visit();
  if (permissions.some((permission) => roleMay(visitor.role, permission))) return { admitted: true };
  return {
    admitted: false,
    name: visitor.name,
    email: visitor.email,
    role: visitor.role.name,
    ...(await traced(() => whoCanGrant(ctx, ...permissions))),
  };
}

/** Asks a query on behalf of the visitor. What does not exist in the workspace is the 404 page. */
export async function ask<Input extends z.ZodType, Value>(
  query: Query<Input, Value>,
  input: unknown,
): Promise<Value> {
  const { ctx } = await visit();
  const answer = await traced(() => inTime(runQuery(query, ctx, input), QUERY_LIMIT_MS));
  if (answer.kind === "done") return answer.value;
  if (answer.kind === "refused" && answer.code === "access-denied")
    throw new Error(`page asks ${query.name} without admitting first`);
  notFound();
}

/** The one present of this page's request. */
export async function pageNow(): Promise<Date> {
  return (await visit()).ctx.now;
}

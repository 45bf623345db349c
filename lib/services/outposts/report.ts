import type { Tx } from "@/db/client";
import { keepCounts, keepReport, keysToTouch, lockOutpost } from "@/db/queries/outposts";
import { addUsage, type CallerRow, touchKeys, type UsageRow } from "@/db/queries/usage";
import { type OutpostReceipt, outpostReceipt } from "@/lib/contracts/outposts";
import { type Command, refuse } from "../card";
import type { Context } from "../context";
import { outpostEvent } from "./outpost-change";

const hourMs = 3_600_000;
/** "Last used" is as fine as that. */
const touchEveryMs = 30_000;

/** Takes an Outpost's receipt: what it has applied, and what it has counted since the last one. Counts of a batch count once. */
export const reportOfOutpost: Command<typeof outpostReceipt, { taken: boolean }> = {
  name: "outpost.report",
  permission: "outpost:serve",
  input: outpostReceipt,
  async run(tx, ctx, receipt) {
    if (ctx.actor.kind !== "outpost") return refuse("not-found");
    const outpost = await lockOutpost(tx, ctx.workspace, ctx.actor.id);
    if (!outpost) return refuse("not-found");
    const { id } = outpost;
    const { generation, revision, kids, version, clock_skew_ms: clockSkewMs } = receipt;
    // What it could verify before a reset says nothing of what it fetches after it.
    const canary = generation === outpost.generation ? receipt.canary : null;
    const api = receipt.api === null ? "" : (receipt.api ?? null);
    const told = { at: ctx.now, generation, revision, kids, version, api, clockSkewMs, canary };
    await keepReport(tx, ctx.workspace, id, told);
    const taken = outpost.batch !== receipt.usage.batch;
    if (taken) await count(tx, ctx, id, receipt);
    const isFirst = outpost.lastSeenAt === null;
    return {
      ok: true,
      value: { taken },
      event: isFirst ? outpostEvent("outpost.connected", outpost, { after: { version, generation } }) : [],
    };
  },
};

async function count(tx: Tx, ctx: Context, id: string, { usage, requests }: OutpostReceipt): Promise<void> {
  const { batch, rows, callers } = usage;
  const taken = await keepCounts(tx, ctx.workspace, id, { batch, ...requests });
  if (rows.length === 0 && callers.length === 0) return;
  const nowMs = ctx.now.getTime();
  // A clock that is ahead must not write into hours to come.
  const past = (at: string) => Math.min(Date.parse(at), nowMs);
  const workspaceId = ctx.workspace;
  await addUsage(tx, {
    verifierId: id,
    number: taken,
    atMs: nowMs,
    usage: rows.map(({ hour, lastAt, ...row }): UsageRow => {
      const hourStartMs = Math.floor(past(hour) / hourMs) * hourMs;
      return { ...row, workspaceId, hourMs: hourStartMs, lastAtMs: past(lastAt) };
    }),
    // An Outpost issues none.
    tokens: [],
    callers: joined(
      callers.map(({ firstAt, lastAt, ...caller }): CallerRow => {
        return { ...caller, workspaceId, firstAtMs: past(firstAt), lastAtMs: past(lastAt) };
      }),
    ),
  });
  const used = new Map<string, number>();
  for (const { outcome, keyId, lastAt } of rows)
    if (outcome === "valid") used.set(keyId, Math.max(used.get(keyId) ?? 0, past(lastAt)));
  const due = await keysToTouch(tx, ctx.workspace, [...used.keys()], new Date(nowMs - touchEveryMs));
  const touched = [...used].filter(([keyId]) => due.has(keyId)).map(([keyId, atMs]) => ({ keyId, atMs }));
  if (touched.length > 0) await touchKeys(tx, touched);
}

/** One statement writes no row twice: callers that are named twice are added up. */
function joined(callers: CallerRow[]): CallerRow[] {
  const byName = new Map<string, CallerRow>();
  for (const caller of callers) {
    const name = JSON.stringify([caller.versionId, caller.ip, caller.userAgent]);
    const known = byName.get(name);
    byName.set(
      name,
      known
        ? {
            ...known,
            calls: known.calls + caller.calls,
            firstAtMs: Math.min(known.firstAtMs, caller.firstAtMs),
            lastAtMs: Math.max(known.lastAtMs, caller.lastAtMs),
          }
        : caller,
    );
  }
  return [...byName.values()];
}

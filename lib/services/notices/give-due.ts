import { z } from "zod";
import type { Tx } from "@/db/client";
import { lockKeys } from "@/db/queries/keys";
import { insertDeliveries, insertNotices, type NoticeRow } from "@/db/queries/notices";
import { newId } from "@/lib/crypto/random";
import { latestOf } from "@/lib/domain/keys/key-facts";
import { noticesDueOf } from "@/lib/domain/notices/given";
import type { Command } from "../card";
import type { Context } from "../context";
import { isUncollected } from "../key-sets/facts";
import { lockKeySets } from "../key-sets/lock";
import { channels } from "./channels";
import { settingsOf } from "./settings";
import { targetsOf } from "./targets";

/** So many keys in one transaction. */
export const TELL_AT_ONCE = 200;

const ids = z.array(z.uuid()).max(TELL_AT_ONCE);
const input = z.strictObject({ access: ids, keySets: ids });

/**
 * Gives the notices that are due of these keys: they stand in the console from then on, and what is to be sent of them is
 * written in the same transaction, so that nothing is lost and nothing is sent of what was not given.
 */
export const giveDueNotices: Command<typeof input, { given: number }> = {
  name: "notice.give-due",
  permission: "schedule:keep",
  input,
  async run(tx, ctx, { access, keySets }) {
    const settings = await settingsOf(tx, ctx.workspace);
    const due = [
      ...(await accessKeys(tx, ctx, access, settings.days)),
      ...(await ofKeySets(tx, ctx, keySets)),
    ].flatMap(({ days, ...key }) => noticesOfKey(ctx, key, days));
    const given = await insertNotices(tx, due);
    const targets = targetsOf(settings, channels());
    await insertDeliveries(
      tx,
      given.flatMap((notice) =>
        targets.map((target) => ({
          id: newId(),
          workspaceId: ctx.workspace as string,
          noticeId: notice.id,
          ...target,
          createdAt: ctx.now,
          attempts: 0,
          dueAt: ctx.now,
          deliveredAt: null,
          error: null,
        })),
      ),
    );
    return { ok: true, value: { given: given.length }, event: [] };
  },
};

type Told = Pick<Awaited<ReturnType<typeof lockKeys>>[number], "row" | "facts" | "versions">;

async function accessKeys(tx: Tx, ctx: Context, wanted: readonly string[], days: readonly number[]) {
  if (wanted.length === 0) return [];
  const scope = { workspace: ctx.workspace, kind: "access" as const };
  const found = await lockKeys(tx, scope, wanted, { skipLocked: true });
  return found.map((key) => ({ ...key, days }));
}

async function ofKeySets(tx: Tx, ctx: Context, wanted: readonly string[]) {
  const found = await lockKeySets(tx, ctx, wanted, "all", { skipLocked: true });
  return found.map((key) => ({ ...key, days: key.set.policy.notifyDays }));
}

function noticesOfKey(ctx: Context, { row, facts, versions }: Told, days: readonly number[]): NoticeRow[] {
  const latest = versions.find(({ id }) => id === latestOf(facts).id)!;
  const rotates = !versions.some(({ generation }) => generation > latest.generation);
  const waits = latest.madeBy === "schedule" && isUncollected(latest);
  return noticesDueOf({ version: latest, days, rotates, waits }, ctx.now).map((due) => ({
    id: newId(),
    workspaceId: ctx.workspace,
    keyId: row.id,
    versionId: latest.id,
    ...due,
    givenAt: ctx.now,
  }));
}

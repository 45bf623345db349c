import {
  claimDeliveries,
  type DeliveryRow,
  type NoticeWithKey,
  noteAttempt,
  noticesWithKeys,
} from "@/db/queries/notices";
import { getWorkspace } from "@/db/queries/workspaces";
import { config } from "@/lib/config";
import type { WorkspaceId } from "@/lib/domain/brand";
import { LEASE_MS, nextAttempt } from "@/lib/domain/notices/retry";
import type { Told } from "@/lib/domain/notices/words";
import { database } from "../database";
import { deliver } from "./deliver";
import { settingsOf } from "./settings";

/** So many at once: those of one address go in one mail. */
const AT_ONCE = 100;
const LONGEST_ERROR = 300;

interface Parcel {
  workspaceId: string;
  channel: DeliveryRow["channel"];
  target: string;
  /** Somebody tries whether it arrives. */
  isTrial: boolean;
  rows: DeliveryRow[];
}

/** Sends what is due, each once, and notes what came of it. Gives how many were attempted. */
export async function sendDue(now: Date): Promise<number> {
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const claimed = await claimDeliveries(database(), { now, leaseUntil, limit: AT_ONCE });
  const ids = claimed.flatMap(({ noticeId }) => noticeId ?? []);
  const known = new Map((await noticesWithKeys(database(), ids)).map((notice) => [notice.id, notice]));
  await Promise.all(parcels(claimed).map((parcel) => attempt(parcel, known, now)));
  return claimed.length;
}

function parcels(rows: readonly DeliveryRow[]): Parcel[] {
  const all = new Map<string, Parcel>();
  for (const row of rows) {
    const { workspaceId, channel, target, noticeId } = row;
    const isTrial = noticeId === null;
    const name = JSON.stringify([workspaceId, channel, target, isTrial && row.id]);
    const parcel = all.get(name) ?? { workspaceId, channel, target, isTrial, rows: [] };
    parcel.rows.push(row);
    all.set(name, parcel);
  }
  return [...all.values()];
}

async function attempt(parcel: Parcel, known: ReadonlyMap<string, NoticeWithKey>, now: Date): Promise<void> {
  const { rows, workspaceId, channel, target } = parcel;
  const ids = rows.map(({ id }) => id);
  const told = rows.flatMap(({ noticeId }) => known.get(noticeId ?? "") ?? []).map(toldOf);
  try {
    const workspace = await getWorkspace(database(), workspaceId as WorkspaceId);
    const settings = await settingsOf(database(), workspaceId as WorkspaceId);
    const where = { workspace: workspace?.name ?? "", hub: config().publicUrl.origin };
    await deliver({ id: ids[0]!, channel, target, told, where, settings, now });
    await noteAttempt(database(), ids, { deliveredAt: now, dueAt: null, error: null });
  } catch (error) {
    const attempts = Math.max(...rows.map((row) => row.attempts));
    const dueAt = parcel.isTrial ? null : nextAttempt(attempts, now);
    await noteAttempt(database(), ids, { dueAt, error: reasonOf(error) });
  }
}

function toldOf({ id, about, at, keyId, name, kind, environment }: NoticeWithKey): Told {
  return { id, about: about as Told["about"], at, key: { id: keyId, name, kind, environment } };
}

/** Why, in one short line. It never holds what was sent, nor a password. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason.replace(/\s+/g, " ").slice(0, LONGEST_ERROR).toWellFormed() || "It failed without a reason.";
}

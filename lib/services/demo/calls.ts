/** The calls of some weeks, as the verifiers would have written them: by hour, with outcomes and callers. */
import { type LockedKey, lockKeys } from "@/db/queries/keys";
import { addUsage, type CallerRow, forgetBatches, touchKeys, type UsageRow } from "@/db/queries/usage";
import { newId } from "@/lib/crypto/random";
import { DAY_MS } from "@/lib/domain/key-sets/period";
import type { KeyKind } from "@/lib/domain/keys/kinds";
import { EXCHANGED, type UsageOutcome } from "@/lib/domain/keys/outcomes";
import { endOf } from "@/lib/domain/keys/status";
import type { Stage } from "./stage";

const hourMs = 3_600_000;
/** So far back. */
const weeksMs = 35 * DAY_MS;
const rowsAtOnce = 4_000;

export interface Traffic {
  kind: KeyKind;
  id: string;
  /** At the busiest hour of a working day. */
  callsPerHour: number;
  /** Works through the night, and at weekends. */
  steady?: boolean;
  outcome?: UsageOutcome;
  /** A refusal that comes now and then. */
  slip?: UsageOutcome;
  /** Days ago at which the calls end by themselves, as those of a program that was switched off. */
  until?: number;
  callers: [ip: string, userAgent: string][];
}

/** Counts the calls of these keys. What was refused once a version had ended is among them. */
export async function playCalls(stage: Stage, traffic: readonly Traffic[]): Promise<void> {
  const { tx, ctx } = stage;
  const usage: UsageRow[] = [];
  const callers = new Map<string, CallerRow>();
  const lastUsed = new Map<string, number>();
  for (const [index, one] of traffic.entries()) {
    const [key] = await lockKeys(tx, { workspace: ctx.workspace, kind: one.kind }, [one.id]);
    if (!key) continue;
    for (const call of hoursOf(key, one, index, ctx.now)) {
      const { versionId, outcome, calls, hour } = call;
      const lastAtMs = Math.min(hour + hourMs - 1 - (calls % 50) * 1_000, ctx.now.getTime());
      const of = { workspaceId: ctx.workspace, keyId: one.id, versionId };
      usage.push({ ...of, hourMs: hour, outcome, calls, lastAtMs });
      if (outcome === "valid" || outcome === EXCHANGED) lastUsed.set(one.id, lastAtMs);
      const [ip, userAgent] = one.callers[Math.floor(hour / hourMs) % one.callers.length]!;
      const known = callers.get(`${versionId} ${ip}`);
      callers.set(`${versionId} ${ip}`, {
        ...of,
        ...{ ip, userAgent, calls: (known?.calls ?? 0) + calls, lastAtMs },
        firstAtMs: known?.firstAtMs ?? hour + 60_000,
      });
    }
  }
  // A gate that runs no more.
  const verifierId = newId();
  const batch = { verifierId, atMs: ctx.now.getTime(), tokens: [] };
  for (let from = 0, number = 1; from < usage.length; from += rowsAtOnce, number++) {
    const some = usage.slice(from, from + rowsAtOnce);
    await addUsage(tx, { ...batch, number, usage: some, callers: from === 0 ? [...callers.values()] : [] });
  }
  await forgetBatches(tx, verifierId);
  await touchKeys(
    tx,
    [...lastUsed].map(([keyId, atMs]) => ({ keyId, atMs })),
  );
}

function* hoursOf(key: LockedKey, traffic: Traffic, seed: number, now: Date) {
  const last = now.getTime() - (traffic.until ?? 0) * DAY_MS;
  const begin = Math.max(now.getTime() - weeksMs, key.row.createdAt.getTime() + hourMs);
  for (let hour = Math.ceil(begin / hourMs) * hourMs; hour < last; hour += hourMs) {
    const version = versionAt(key, hour);
    const calls = Math.round(traffic.callsPerHour * share(hour, traffic.steady ?? false) * noise(seed, hour));
    if (!version || calls === 0) continue;
    const of = { versionId: version.id, hour };
    const ended = endedAs(version, hour);
    yield { ...of, calls, outcome: ended ?? traffic.outcome ?? "valid" };
    if (!ended && traffic.slip && noise(seed + 101, hour) > 1.28)
      yield { ...of, calls: 1 + (calls % 4), outcome: traffic.slip };
  }
}

/** Callers take a day or two to switch to a new secret, where the old one still works. */
function versionAt({ versions }: LockedKey, hour: number) {
  const begun = versions.filter(({ activatedAt }) => activatedAt !== null && activatedAt.getTime() <= hour);
  const [newest, before] = begun.reverse();
  if (!newest || !before || hour - newest.activatedAt!.getTime() > 1.5 * DAY_MS) return newest;
  return endedAs(before, hour) ? newest : before;
}

function endedAs(version: LockedKey["versions"][number], hour: number): UsageOutcome | null {
  if (version.revokedAt && version.revokedAt.getTime() <= hour) return "revoked";
  const end = endOf(version);
  return end && end.at.getTime() <= hour ? end.as : null;
}

/** Of the busiest hour: people work by day, programs that are steady all the time. */
function share(hour: number, steady: boolean): number {
  if (steady) return 0.8;
  const at = new Date(hour);
  const byDay = Math.max(0.06, Math.sin(((at.getUTCHours() - 5) / 15) * Math.PI));
  return byDay * (at.getUTCDay() % 6 === 0 ? 0.45 : 1);
}

/** Between 0.7 and 1.3, the same for the same hour. */
function noise(seed: number, hour: number): number {
  let x = Math.imul(Math.floor(hour / hourMs) ^ (seed * 0x9e3779b1), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return 0.7 + (((x ^ (x >>> 16)) >>> 0) / 2 ** 32) * 0.6;
}

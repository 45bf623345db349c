/** Holds what was recorded of a key set against the preview of its policy, date by date. */
import type { Milestone } from "@/lib/domain/key-sets/milestones";
import { previewOf } from "@/lib/domain/key-sets/preview";
import type { Promised, PromisedKey } from "./promise";

export interface Compared {
  /** Milestones that are those of the preview. */
  equal: number;
  /** Rotations that came late, or not at all, as they had to. */
  late: number;
  faults: string[];
}

/**
 * The preview knows of no week without jobs, and of nobody who is late to collect. A key that met with either is looked
 * at by itself; what follows it must be the preview drawn at the rotation that followed.
 */
export function compare(promised: Promised, recorded: readonly Milestone[], until: Date): Compared {
  const past = recorded.filter(within(until));
  const disturbed = disturbedOf(promised, until);
  const numbers = disturbed.map((key) => promised.keys.indexOf(key) + 1);
  const shown = told(past.filter(({ generation }) => !numbers.includes(generation)));
  const foreseen = told(foresee(promised, numbers, until));
  const of = JSON.stringify(promised.policy);
  const faults = [
    ...shown.filter((line) => !foreseen.includes(line)).map((line) => `${of}: not in the preview: ${line}`),
    ...foreseen.filter((line) => !shown.includes(line)).map((line) => `${of}: not recorded: ${line}`),
    ...disturbed.flatMap((key, n) =>
      faultsOf(
        key,
        promised.untilOf(key),
        past.filter(({ generation }) => generation === numbers[n]),
        until,
      ).map((fault) => `${of}: generation ${numbers[n]}: ${fault}`),
    ),
  ];
  return { equal: shown.length, late: disturbed.length, faults };
}

/** The keys that were replaced later than planned, or not at all, or by a secret that nobody collected at once. */
export function disturbedOf(promised: Promised, until: Date): PromisedKey[] {
  return promised.keys.filter((key, n) => isDisturbed(promised, key, n, until));
}

function isDisturbed(promised: Promised, key: PromisedKey, n: number, until: Date): boolean {
  if (key.rotatesAt === null || key.rotatesAt > until) return false;
  if (key.replacedAt?.getTime() !== key.rotatesAt.getTime()) return true;
  const next = promised.keys[n + 1]!;
  return !promised.policy.retrievable && next.collectedAt?.getTime() !== next.from.getTime();
}

/** The previews drawn at the activation, and at each rotation after a disturbed key. */
function foresee(promised: Promised, disturbed: readonly number[], until: Date): Milestone[] {
  return [0, ...disturbed].flatMap((before, n) => {
    const first = promised.keys[before];
    if (!first || first.from > until) return [];
    const end = disturbed[n] ?? Number.POSITIVE_INFINITY;
    return previewOf(promised.policy, first.from)
      .map((milestone) => ({ ...milestone, generation: milestone.generation + before }))
      .filter(({ kind, generation }) => generation < end && (before === 0 || kind !== "provisioning"))
      .filter(within(until));
  });
}

/** Of a key that met with a delay: its rotation with both dates, and its end. */
function faultsOf(key: PromisedKey, endMs: number, recorded: readonly Milestone[], until: Date): string[] {
  const rotation = recorded.find(({ kind }) => kind === "rotation");
  const actualAt = key.replacedAt && key.replacedAt <= until ? key.replacedAt : null;
  const faults = [];
  if (
    rotation?.plannedAt?.getTime() !== key.rotatesAt!.getTime() ||
    rotation.actualAt?.getTime() !== actualAt?.getTime() ||
    (actualAt && rotation.delayMs !== actualAt.getTime() - key.rotatesAt!.getTime())
  )
    faults.push(`its rotation stands as ${JSON.stringify(rotation)}, and was at ${actualAt?.toISOString()}`);
  const ended = recorded.some(
    ({ kind, actualAt }) => kind !== "rotation" && actualAt?.getTime() === Math.min(endMs, 8.64e15),
  );
  if (ended !== endMs <= until.getTime()) faults.push(`its end stands as ${JSON.stringify(recorded)}`);
  return faults;
}

const within = (until: Date) => (milestone: Milestone) =>
  (milestone.actualAt ?? milestone.plannedAt ?? until) <= until;

const told = (milestones: readonly Milestone[]) => milestones.map((one) => JSON.stringify(one)).sort();

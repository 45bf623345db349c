import type { Milestone } from "@/lib/domain/key-sets/milestones";

/** The latest first. What was cancelled stands where that happened, and not among what is still to come. */
export function latestFirst(milestones: readonly Milestone[]): Milestone[] {
  const endOf = (generation: number) =>
    Math.max(
      ...milestones
        .filter((one) => one.generation === generation && one.actualAt !== null)
        .map(({ actualAt }) => actualAt!.getTime()),
    );
  const at = (one: Milestone) =>
    one.cancelled
      ? endOf(one.generation) - 1
      : ((one.actualAt ?? one.plannedAt)?.getTime() ?? Number.POSITIVE_INFINITY);
  return milestones
    .map((one, index) => ({ one, index, at: at(one) }))
    .sort((a, b) => b.at - a.at || b.index - a.index)
    .map(({ one }) => one);
}

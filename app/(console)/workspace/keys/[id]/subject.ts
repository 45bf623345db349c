import type { KeySet } from "@/lib/services/key-sets/get";

/** What the dialogs need to know of a key set. */
export type KeySetSubject = Pick<
  KeySet,
  "id" | "name" | "status" | "authType" | "environment" | "moves" | "may" | "policy" | "nextPolicy"
> & {
  application: string;
  /** The generation on the screen that is LATEST. */
  latest: Pick<KeySet["generations"][number], "generation" | "revealOnce" | "retrieval">;
};

export function subjectOf(set: KeySet): KeySetSubject {
  const latest = set.generations.find((generation) => generation.latest)!;
  const { id, name, status, authType, environment, moves, may, policy, nextPolicy } = set;
  const { generation, revealOnce, retrieval } = latest;
  return {
    ...{ id, name, status, authType, environment, moves, may, policy, nextPolicy },
    application: set.application.name,
    latest: { generation, revealOnce, retrieval },
  };
}

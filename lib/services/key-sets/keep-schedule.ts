import { grouped } from "@/db/queries/grouped";
import { rotateDueAccessKeys } from "../access-keys/rotate-due";
import type { Context } from "../context";
import { runCommand } from "../run-command";
import { type DueKey, ROTATE_AT_ONCE, rotateDueKeySets, whatIsDue } from "./rotate-due";

const ROTATE = { key_set: rotateDueKeySets, access: rotateDueAccessKeys };

export interface Turn {
  now: Date;
  /** The clock's own context in a workspace. */
  contextIn(workspace: string): Context;
  /** Asked between the batches. */
  stopped?(): boolean;
  /** Waits between the batches, so that thousands that are due at one moment leave room for everything else. */
  rest?(): Promise<void>;
}

/**
 * A turn of the schedule: carries out all that is due, in the order of its dates, after a week without a turn as after
 * seconds. Two instances may take their turns at one moment. Tells how many keys it has changed.
 */
export async function keepSchedule({
  now,
  contextIn,
  stopped = () => false,
  rest = async () => {},
}: Turn): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  const carryOutIn = async (
    workspace: string,
    kind: DueKey["kind"],
    ids: readonly string[],
  ): Promise<void> => {
    try {
      const answer = await runCommand(ROTATE[kind], contextIn(workspace), { ids });
      // A lost race is an answer, and has undone the whole batch like any other failure.
      if (answer.kind !== "done") throw new Error(`a due rotation was answered ${JSON.stringify(answer)}`);
      done += answer.value.rotated;
    } catch (error) {
      // One that cannot be done must not keep the others from it.
      if (ids.length > 1) for (const id of ids) await carryOutIn(workspace, kind, [id]);
      else failures.push(error);
    }
  };
  const carryOut = async (batch: readonly DueKey[]) => {
    for (const some of grouped(batch, ({ workspaceId, kind }) => `${workspaceId} ${kind}`).values())
      await carryOutIn(
        some[0]!.workspaceId,
        some[0]!.kind,
        some.map(({ id }) => id),
      );
  };
  let last: DueKey | null = null;
  while (!stopped()) {
    const batch: DueKey[] = await whatIsDue(now, last);
    await carryOut(batch);
    last = batch.at(-1) ?? null;
    if (batch.length < ROTATE_AT_ONCE) break;
    await rest();
  }
  if (failures.length > 0) throw failures[0];
  return done;
}

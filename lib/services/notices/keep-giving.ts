import { allWorkspaces, keysToTellOf, type ToTell } from "@/db/queries/notices";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Context } from "../context";
import { database } from "../database";
import { runCommand } from "../run-command";
import { giveDueNotices, TELL_AT_ONCE } from "./give-due";
import { settingsOf } from "./settings";

interface Turn {
  now: Date;
  /** The clock's own context in a workspace. */
  contextIn(workspace: string): Context;
  stopped?(): boolean;
}

/**
 * Gives all notices that are due, in every workspace; two instances may be at it at one moment. Tells how many. What fails in
 * one workspace, or for one key, keeps no other from being told of.
 */
export async function giveNotices(turn: Turn): Promise<number> {
  let given = 0;
  const failures: unknown[] = [];
  for (const workspace of await allWorkspaces(database())) {
    try {
      given += await giveIn(workspace as WorkspaceId, turn, failures);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return given;
}

async function giveIn(
  workspace: WorkspaceId,
  { now, contextIn, stopped = () => false }: Turn,
  failures: unknown[],
): Promise<number> {
  const { days } = await settingsOf(database(), workspace);
  let given = 0;
  const give = async (some: readonly ToTell[]): Promise<void> => {
    const of = (kind: ToTell["kind"]) => some.filter((key) => key.kind === kind).map(({ id }) => id);
    try {
      const input = { access: of("access"), keySets: of("key_set") };
      const answer = await runCommand(giveDueNotices, contextIn(workspace), input);
      // A lost race is an answer, and has undone the whole batch like any other failure.
      if (answer.kind !== "done") throw new Error(`due notices were answered ${JSON.stringify(answer)}`);
      given += answer.value.given;
    } catch (error) {
      if (some.length > 1) for (const one of some) await give([one]);
      else failures.push(error);
    }
  };
  for (let after: string | null = null; !stopped(); ) {
    const limit = TELL_AT_ONCE;
    const some = await keysToTellOf(database(), workspace, { days, now, after, limit });
    if (some.length > 0) await give(some);
    if (some.length < limit) break;
    after = some.at(-1)!.id;
  }
  return given;
}

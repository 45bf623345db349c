import { allWorkspaces, keysToTellOf } from "@/db/queries/notices";
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

/** Gives all notices that are due, in every workspace; two instances may be at it at one moment. Tells how many. */
export async function giveNotices({ now, contextIn, stopped = () => false }: Turn): Promise<number> {
  let given = 0;
  for (const workspace of await allWorkspaces(database())) {
    const { days } = await settingsOf(database(), workspace as WorkspaceId);
    for (let after: string | null = null; !stopped(); ) {
      const limit = TELL_AT_ONCE;
      const some = await keysToTellOf(database(), workspace as WorkspaceId, { days, now, after, limit });
      const of = (kind: string) => some.filter((key) => key.kind === kind).map(({ id }) => id);
      if (some.length > 0) {
        const input = { access: of("access"), keySets: of("key_set") };
        const answer = await runCommand(giveDueNotices, contextIn(workspace), input);
        if (answer.kind === "done") given += answer.value.given;
      }
      if (some.length < limit) break;
      after = some.at(-1)!.id;
    }
  }
  return given;
}

import {
  type ApplicationRow,
  applicationNameTaken,
  lockApplication,
  updateApplication,
} from "@/db/queries/applications";
import { editApplication as input } from "@/lib/contracts/applications";
import { type Command, refuse } from "../card";
import { applicationEvent, applicationFacts } from "./application-change";
import { partsFault } from "./check-parts";
import { reachIn } from "./reach";

/** Changes what an application is called and whom it belongs to. Its key sets keep their names. */
export const editApplication: Command<typeof input, { id: string; name: string }> = {
  name: "application.edit",
  permission: "application:edit",
  input,
  async run(tx, ctx, { id, ...change }) {
    const reach = reachIn(ctx, "application:edit");
    const application = await lockApplication(tx, ctx.workspace, id, reach);
    if (!application) return refuse("not-found");
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after = { ...applicationFacts(application), ...given } as ReturnType<typeof applicationFacts> &
      Pick<
        typeof application,
        "name" | "description" | "organizationId" | "groupId" | "ownerId" | "externalId"
      >;
    // Who is in the group, and who owns it, may read its credentials, which no program may.
    if (ctx.actor.kind === "key" && movesReach(application, after)) return refuse("scope-missing");
    const fault = await partsFault(tx, ctx, reach, given);
    if (fault) return fault;
    // Nobody gives away what they would not reach any more.
    if (reach !== "all" && after.groupId === null && after.ownerId !== reach.userId)
      return refuse("foreign-group");
    if (await applicationNameTaken(tx, ctx.workspace, after.name, id))
      return refuse("application-name-taken");
    await updateApplication(tx, ctx.workspace, id, after);
    return {
      ok: true,
      value: { id, name: after.name },
      event: applicationEvent(
        "application.edited",
        { id, name: after.name },
        {
          before: applicationFacts(application),
          after,
        },
      ),
    };
  },
};

type Reached = Pick<ApplicationRow, "groupId" | "ownerId">;

function movesReach(before: Reached, after: Reached): boolean {
  return before.groupId !== after.groupId || before.ownerId !== after.ownerId;
}

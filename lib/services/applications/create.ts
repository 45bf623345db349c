import { applicationNameTaken, insertApplication } from "@/db/queries/applications";
import { createApplication as input } from "@/lib/contracts/applications";
import { newId } from "@/lib/crypto/random";
import { actorLabel } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { applicationEvent, applicationFacts } from "./application-change";
import { partsFault } from "./check-parts";
import { reachIn } from "./reach";

/** Creates an application. Whoever makes it owns it, unless it names another. */
export const createApplication: Command<typeof input, { id: string; name: string }> = {
  name: "application.create",
  permission: "application:edit",
  input,
  async run(tx, ctx, given) {
    const reach = reachIn(ctx, "application:edit");
    const maker = ctx.actor.kind === "user" ? ctx.actor.id : null;
    // One without a group would be out of its maker's reach in anybody else's name.
    const ownerId = reach !== "all" && given.groupId === null ? maker : (given.ownerId ?? maker);
    const parts = { ...given, ownerId: given.ownerId === null && reach === "all" ? null : ownerId };
    const fault = await partsFault(tx, ctx, reach, parts);
    if (fault) return fault;
    if (await applicationNameTaken(tx, ctx.workspace, given.name)) return refuse("application-name-taken");
    const row = {
      id: newId(),
      workspaceId: ctx.workspace,
      ...parts,
      suspendedAt: null,
      suspendedByLabel: null,
      suspendedReason: null,
      createdAt: ctx.now,
      createdByLabel: actorLabel(ctx.actor),
      deletedAt: null,
    };
    await insertApplication(tx, row);
    return {
      ok: true,
      value: { id: row.id, name: row.name },
      event: applicationEvent("application.created", row, { after: applicationFacts(row) }),
    };
  },
};

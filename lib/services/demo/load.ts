import { demoMarks, markAsDemo } from "@/db/queries/demo";
import { lockWorkspace } from "@/db/queries/workspaces";
import { loadDemo as input } from "@/lib/contracts/demo";
import { type Command, refuse } from "../card";
import { playCalls } from "./calls";
import { makeCatalog } from "./catalog";
import { playAccessKeys, playPersonalKeys } from "./keys";
import { openStage, StepRefused } from "./stage";
import { playSubscriptions } from "./subscriptions";
import { trafficOf } from "./traffic";

/**
 * Fills the workspace with two months of believable life, so that a newcomer sees what each area is for. All of it is
 * made by the commands that people use, at instants that have passed; nobody ever sees its secrets, but by *Retrieve
 * Credentials*. Once per workspace.
 */
export const loadDemo: Command<typeof input, { loaded: number }> = {
  name: "demo.load",
  permission: "workspace:edit",
  input,
  slow: true,
  async run(tx, ctx) {
    // First of all: whoever changes the workspace or adds to it waits here, and not for the end of the audit log.
    const workspace = await lockWorkspace(tx, ctx.workspace);
    if (!workspace) return refuse("not-found");
    if ((await demoMarks(tx, ctx.workspace)).length > 0) return refuse("demo-loaded");
    const stage = openStage(tx, ctx);
    const places = placesIn(workspace.environments);
    const person = ctx.actor.kind === "user" && ctx.actor.key === undefined ? ctx.actor : null;
    try {
      const catalog = await makeCatalog(stage, places, person?.id ?? null);
      const subscriptions = await playSubscriptions(stage, catalog, places);
      const accessKeys = await playAccessKeys(stage, workspace, places);
      const personalKeys = person && (await playPersonalKeys(stage, workspace, person));
      await playCalls(stage, trafficOf({ subscriptions, accessKeys, personalKeys }));
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error;
      return nameTaken(error) ? refuse("demo-name-taken") : error.outcome;
    }
    await markAsDemo(tx, ctx.workspace, stage.marks);
    await stage.tell();
    return {
      ok: true,
      value: { loaded: stage.marks.length },
      event: {
        type: "demo.loaded",
        subject: { kind: "workspace", id: ctx.workspace, label: workspace.name },
        after: { things: stage.marks.length },
      },
      changes: stage.changes(),
    };
  },
};

/** The workspace's own environments: by their usual names, else the first and the last. */
function placesIn(environments: readonly string[]): { production: string; staging: string } {
  const named = (name: string, index: number) =>
    environments.includes(name) ? name : environments.at(index)!;
  return { production: named("production", -1), staging: named("staging", 0) };
}

function nameTaken({ outcome }: StepRefused): boolean {
  return "refusal" in outcome && outcome.refusal.endsWith("-name-taken");
}

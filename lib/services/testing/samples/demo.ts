/** Samples of the cards of the demo data. */
import { loadDemo } from "../../demo/load";
import { removeDemo } from "../../demo/remove";
import { demoStatus } from "../../demo/status";
import { runCommand } from "../../run-command";
import { runQuery } from "../../run-query";
import { command, nothing, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";

/** Leaves the workspace with demo data, or without. */
export async function standDemo({ home }: Pick<Stage, "home">, there: boolean): Promise<void> {
  const { loaded } = done(await runQuery(demoStatus, home.as(), {}));
  if (there && !loaded) done(await runCommand(loadDemo, home.as(), {}));
  if (!there && loaded) done(await runCommand(removeDemo, home.as(), {}));
}

const standing = (there: boolean) => async (stage: Stage) => {
  await standDemo(stage, there);
  return { input: {} };
};

export const DEMO_SAMPLES: Sample[] = [
  query(demoStatus, nothing),
  command(loadDemo, standing(false)),
  command(removeDemo, standing(true)),
];

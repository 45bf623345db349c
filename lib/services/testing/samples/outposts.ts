/** Samples of the cards of Outposts: those of people, and those that an Outpost runs itself. */
import { randomUUID } from "node:crypto";
import { outpostBundle } from "../../outposts/bundle";
import { outpostChanges } from "../../outposts/changes";
import { enrolOutpost } from "../../outposts/enrol";
import { listOutpostsOf } from "../../outposts/list";
import { reEnrolOutpost } from "../../outposts/re-enrol";
import { removeOutpost } from "../../outposts/remove";
import { reportOfOutpost } from "../../outposts/report";
import { resetAllOutposts, resetOutpost } from "../../outposts/reset";
import { runCommand } from "../../run-command";
import { command, nothing, query, type Sample, type Stage } from "../sample";
import { done } from "../workspace";

const newOutpost = () => ({ name: `Orders ${randomUUID().slice(0, 8)}`, environment: "production" });
export const enrolled = async ({ home }: Pick<Stage, "home">) =>
  done(await runCommand(enrolOutpost, home.as(), newOutpost()));
const oneOutpost = async (stage: Stage) => ({ input: { id: (await enrolled(stage)).id } });
const asOutpost = async (stage: Stage, input: Record<string, unknown>) => {
  const { id, name } = await enrolled(stage);
  return { input, ctx: stage.home.as({ kind: "outpost", id, name }) };
};

/** What an Outpost sends that has counted a little. */
const receipt = () => ({
  generation: 1,
  revision: 1,
  kids: ["k"],
  version: "0.1.0",
  clock_skew_ms: -12,
  canary: { kid: "k", verified: true, error: null },
  usage: {
    batch: 1,
    rows: [
      {
        versionId: randomUUID(),
        keyId: randomUUID(),
        hour: "2026-04-01T09:00:00Z",
        outcome: "valid",
        calls: 3,
        lastAt: "2026-04-01T09:30:00Z",
      },
    ],
    callers: [],
  },
  requests: { allowed: 3, denied: 0 },
});

export const OUTPOST_SAMPLES: Sample[] = [
  query(listOutpostsOf, nothing),
  command(enrolOutpost, async () => ({ input: newOutpost() })),
  command(reEnrolOutpost, oneOutpost),
  command(resetOutpost, oneOutpost),
  command(resetAllOutposts, async (stage) => {
    await enrolled(stage);
    return { input: {} };
  }),
  command(removeOutpost, oneOutpost),
  query(outpostBundle, (stage) => asOutpost(stage, {})),
  query(outpostChanges, (stage) => asOutpost(stage, { generation: 1, since: 0 })),
  command(reportOfOutpost, (stage) => asOutpost(stage, receipt())),
];

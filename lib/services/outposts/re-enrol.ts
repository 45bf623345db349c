import { lockOutpost, replaceToken } from "@/db/queries/outposts";
import { holdWorkspace } from "@/db/queries/workspaces";
import { oneOutpost } from "@/lib/contracts/outposts";
import { digestOf } from "@/lib/crypto/digest";
import { newOutpostSecret } from "@/lib/crypto/random";
import { type Command, refuse } from "../card";
import { type EnrolledOutpost, outpostChanged, outpostEvent } from "./outpost-change";

/** Gives an Outpost a new token; whoever comes with the old one is nobody from then on. */
export const reEnrolOutpost: Command<typeof oneOutpost, EnrolledOutpost> = {
  name: "outpost.re-enrol",
  permission: "outpost:enrol",
  input: oneOutpost,
  async run(tx, ctx, { id }) {
    const workspace = await holdWorkspace(tx, ctx.workspace);
    const outpost = workspace && (await lockOutpost(tx, ctx.workspace, id));
    if (!outpost) return refuse("not-found");
    const { name, environment, generation } = outpost;
    const token = newOutpostSecret({ prefix: workspace.keyPrefix, environment });
    await replaceToken(tx, ctx.workspace, id, digestOf(token.reveal()));
    return {
      ok: true,
      value: { id, name, environment, token },
      event: outpostEvent("outpost.re-enrolled", outpost, {
        before: { generation },
        after: { generation: generation + 1 },
      }),
      changes: [outpostChanged(id)],
    };
  },
};

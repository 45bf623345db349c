import { insertOutpost, outpostNameTaken } from "@/db/queries/outposts";
import { lockWorkspace } from "@/db/queries/workspaces";
import { enrolOutpost as enrolInput } from "@/lib/contracts/outposts";
import { digestOf } from "@/lib/crypto/digest";
import { newId, newOutpostSecret } from "@/lib/crypto/random";
import { actorLabel } from "@/lib/domain/people/actor";
import { type Command, refuse } from "../card";
import { type EnrolledOutpost, outpostEvent } from "./outpost-change";

/** Enrols an Outpost. Its token is in this answer alone. */
export const enrolOutpost: Command<typeof enrolInput, EnrolledOutpost> = {
  name: "outpost.enrol",
  permission: "outpost:enrol",
  input: enrolInput,
  async run(tx, ctx, { name, environment }) {
    const workspace = await lockWorkspace(tx, ctx.workspace);
    if (!workspace) return refuse("not-found");
    if (environment !== null && !workspace.environments.includes(environment))
      return { ok: false, fields: { environment: "This workspace has no such environment." } };
    if (await outpostNameTaken(tx, ctx.workspace, name)) return refuse("outpost-name-taken");
    const token = newOutpostSecret({ prefix: workspace.keyPrefix, environment });
    const id = newId();
    await insertOutpost(tx, ctx.workspace, {
      id,
      name,
      environment,
      tokenDigest: digestOf(token.reveal()),
      createdByLabel: actorLabel(ctx.actor),
      createdAt: ctx.now,
    });
    return {
      ok: true,
      value: { id, name, environment, token },
      event: outpostEvent("outpost.enrolled", { id, name }, { after: { name, environment } }),
    };
  },
};

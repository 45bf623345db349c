import { z } from "zod";
import { endOtherSessions as endRows } from "@/db/queries/sessions";
import { type Command, refuse } from "../card";

/** Signs the acting person out everywhere else; it counts from each session's next request. */
export const endOtherSessions: Command<z.ZodObject, { ended: number }> = {
  name: "session.end-others",
  permission: "session:own",
  input: z.strictObject({}),
  async run(tx, ctx) {
    const { actor, sessionId, now } = ctx;
    if (actor.kind !== "user" || actor.key !== undefined) return refuse("access-denied");
    const ended = await endRows(tx, actor.id, sessionId, now);
    return {
      ok: true,
      value: { ended },
      event: {
        type: "session.others-ended",
        subject: { kind: "member", id: actor.id, label: actor.name },
        after: { ended },
      },
    };
  },
};

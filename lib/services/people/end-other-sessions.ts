import { z } from "zod";
import { endOtherSessions as endRows } from "@/db/queries/sessions";
import { type Command, refuse } from "../card";
import { inBrowser } from "../personal-keys/in-browser";

/** Signs the acting person out everywhere else; it counts from each session's next request. */
export const endOtherSessions: Command<z.ZodObject, { ended: number }> = {
  name: "session.end-others",
  permission: "session:own",
  input: z.strictObject({}),
  async run(tx, ctx) {
    const person = inBrowser(ctx);
    if (!person) return refuse("access-denied");
    const ended = await endRows(tx, person.id, ctx.sessionId, ctx.now);
    return {
      ok: true,
      value: { ended },
      event: {
        type: "session.others-ended",
        subject: { kind: "member", id: person.id, label: person.name },
        after: { ended },
      },
    };
  },
};

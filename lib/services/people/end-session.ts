import { z } from "zod";
import { endSession as endRow } from "@/db/queries/sessions";
import { idText } from "@/lib/contracts/text";
import { type Command, refuse } from "../card";
import { inBrowser } from "../personal-keys/in-browser";

const oneSession = z.strictObject({ id: idText });

/** Ends one of the acting user's own sessions; it counts from its next request. */
export const endSession: Command<typeof oneSession, { id: string }> = {
  name: "session.end",
  permission: "session:own",
  input: oneSession,
  async run(tx, ctx, { id }) {
    const person = inBrowser(ctx);
    if (!person) return refuse("access-denied");
    if (!(await endRow(tx, person.id, id, ctx.now))) return refuse("not-found");
    return {
      ok: true,
      value: { id },
      event: { type: "session.ended", subject: { kind: "session", id, label: person.name } },
    };
  },
};

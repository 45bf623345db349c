import { z } from "zod";
import { insertSession } from "@/db/queries/sessions";
import { newId } from "@/lib/crypto/random";
import { type Command, refuse } from "../card";

/** A session ends after 7 days, whatever happens. */
export const SESSION_MS = 7 * 86_400_000;

/** Opens a session for the acting user, whose password has been checked. */
export const startSession: Command<z.ZodObject, { sessionId: string }> = {
  name: "session.start",
  permission: "session:own",
  input: z.strictObject({}),
  async run(tx, ctx) {
    if (ctx.actor.kind !== "user") return refuse("access-denied");
    const { id: userId, name } = ctx.actor;
    const id = newId();
    await insertSession(tx, {
      id,
      userId,
      workspaceId: ctx.workspace,
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + SESSION_MS),
      endedAt: null,
      confirmedAt: ctx.now,
      lastSeenAt: ctx.now,
      ip: ctx.ip,
      userAgent: ctx.userAgent,
    });
    return {
      ok: true,
      value: { sessionId: id },
      event: { type: "session.started", subject: { kind: "session", id, label: name } },
    };
  },
};

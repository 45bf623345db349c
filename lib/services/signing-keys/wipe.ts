import { z } from "zod";
import { lockSigningKeys, workspacesToWipe } from "@/db/queries/signing-keys";
import type { Command } from "../card";
import { database } from "../database";
import { changed, wipeLapsed } from "./move";

/** Wipes the private half of what the clock has retired, and tells of it. The retirement itself waits for no job. */
export const wipeRetiredSigningKeys: Command<z.ZodObject, { wiped: number }> = {
  name: "signing-key.wipe",
  permission: "signing-key:rotate",
  input: z.strictObject({}),
  async run(tx, ctx) {
    const event = await wipeLapsed(tx, ctx, await lockSigningKeys(tx, ctx.workspace));
    return {
      ok: true,
      value: { wiped: event.length },
      event,
      changes: event.map(({ subject }) => changed(subject.id)),
    };
  },
};

/** Where there is something to wipe. */
export function whereToWipe(now: Date): Promise<string[]> {
  return workspacesToWipe(database(), now);
}

import { z } from "zod";
import { lockSigningKeys, workspacesToWipe } from "@/db/queries/signing-keys";
import { signingKeyState } from "@/lib/domain/signing-keys/signing-key";
import type { Command } from "../card";
import { database } from "../database";
import { changed, wipeLapsed } from "./move";

/** Wipes the private half of what the clock has retired, and tells of it. The retirement itself waits for no job. */
export const wipeRetiredSigningKeys: Command<z.ZodObject, { wiped: number }> = {
  name: "signing-key.wipe",
  permission: "signing-key:rotate",
  input: z.strictObject({}),
  async run(tx, ctx) {
    const rows = await lockSigningKeys(tx, ctx.workspace);
    const lapsed = rows.filter((key) => signingKeyState(key, ctx.now) === "retired");
    const event = await wipeLapsed(tx, ctx, lapsed);
    return {
      ok: true,
      value: { wiped: lapsed.length },
      event,
      changes: lapsed.map(({ id }) => changed(id)),
    };
  },
};

/** Where there is something to wipe. */
export function whereToWipe(now: Date): Promise<string[]> {
  return workspacesToWipe(database(), now);
}

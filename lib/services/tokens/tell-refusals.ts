import { z } from "zod";
import { labelsOfKeys } from "@/db/queries/keys";
import { idText } from "@/lib/contracts/text";
import { TOKEN_REFUSALS } from "@/lib/domain/tokens/refusals";
import type { Command, EventDraft } from "../card";

export const REFUSALS_AT_ONCE = 100;

const toldRefusal = z.strictObject({
  keyId: idText,
  cause: z.enum(TOKEN_REFUSALS),
  count: z.int().min(1),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type ToldRefusal = z.output<typeof toldRefusal>;

const toldRefusals = z.strictObject({ refusals: z.array(toldRefusal).min(1).max(REFUSALS_AT_ONCE) });

/** Puts refused exchanges of known keys into the audit log: one event per key and cause, with how many there were. */
export const tellTokenRefusals: Command<typeof toldRefusals, { told: number }> = {
  name: "token.tell-refusals",
  permission: "token:tell-refusals",
  input: toldRefusals,
  async run(tx, ctx, { refusals }) {
    const ids = [...new Set(refusals.map(({ keyId }) => keyId))];
    const labels = await labelsOfKeys(tx, ctx.workspace, ids);
    const event = refusals.flatMap(({ keyId, cause, count, firstAt, lastAt }): EventDraft[] => {
      const key = labels.get(keyId);
      if (key === undefined) return [];
      const subject = { kind: "key", id: keyId, label: key.name } as const;
      const told = { cause, refusals: count, firstAt, lastAt };
      const after = key.kind === "access" ? told : { kind: key.kind, ...told };
      return [{ type: "token.refused", subject, after }];
    });
    return { ok: true, value: { told: event.length }, event };
  },
};

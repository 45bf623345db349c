import { z } from "zod";
import { insertRevokedToken } from "@/db/queries/signing-keys";
import { isPublicId } from "@/lib/domain/keys/key-text";
import type { Command } from "../card";

/** Of a token whose signature and issuer have been checked. */
const revokedToken = z.strictObject({
  jti: z.uuid(),
  /** When it ends by itself. */
  until: z.iso.datetime(),
  clientId: z.string().refine(isPublicId),
});

/** Refuses one token before its end (RFC 7009). To do so again is a success, and changes nothing. */
export const revokeToken: Command<typeof revokedToken, { jti: string }> = {
  name: "token.revoke",
  permission: "token:exchange",
  input: revokedToken,
  async run(tx, ctx, { jti, until, clientId }) {
    const isNew = await insertRevokedToken(tx, ctx.workspace, { jti, until: new Date(until) });
    if (!isNew) return { ok: true, value: { jti }, event: [] };
    return {
      ok: true,
      value: { jti },
      event: {
        type: "token.revoked",
        subject: { kind: "token", id: jti, label: jti },
        after: { publicId: clientId, until },
      },
      changes: [{ kind: "token", subjectId: jti }],
    };
  },
};

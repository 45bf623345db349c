import { z } from "zod";
import { listSigningKeys } from "@/db/queries/signing-keys";
import { type SigningKeyState, signingKeyState } from "@/lib/domain/signing-keys/signing-key";
import type { Query } from "../card";

export interface SigningKey {
  id: string;
  kid: string;
  bits: number;
  publicPem: string;
  state: SigningKeyState;
  createdByLabel: string;
  createdAt: Date;
  activatedAt: Date | null;
  replacedAt: Date | null;
  retiresAt: Date | null;
  retiredAt: Date | null;
}

const shownAtMost = 20;

/** The workspace's signing keys, the newest first. */
export const listSigningKeysOf: Query<z.ZodObject, SigningKey[]> = {
  name: "signing-key.list",
  permission: "signing-key:view",
  tellsStatus: true,
  input: z.strictObject({}),
  async run(db, ctx) {
    const rows = await listSigningKeys(db, ctx.workspace, shownAtMost);
    return rows.map(({ workspaceId: _, ...row }) => {
      const state = signingKeyState(row, ctx.now);
      // Whether somebody has wiped it yet is nobody's concern: since then it has been retired.
      return { ...row, state, retiredAt: state === "retired" ? (row.retiredAt ?? row.retiresAt) : null };
    });
  },
};

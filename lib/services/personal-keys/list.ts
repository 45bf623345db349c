import { listPersonalKeys } from "@/db/queries/personal-keys";
import { personalKeyFilter } from "@/lib/contracts/personal-keys";
import type { Query } from "../card";
import { ownerOf } from "../keys/owner-of";
import { type PersonalKeyRow, personalKeyRow } from "./personal-key-row";

export interface PersonalKeyPage {
  rows: PersonalKeyRow[];
  total: number;
}

/** One page of the acting person's own keys. */
export const listPersonal: Query<typeof personalKeyFilter, PersonalKeyPage> = {
  name: "personal-key.list",
  permission: "personal-key:own",
  tellsStatus: true,
  input: personalKeyFilter,
  async run(db, ctx, filter) {
    const owner = ownerOf(ctx);
    if (owner === null) return null;
    const { rows, total } = await listPersonalKeys(db, ctx.workspace, owner, filter, ctx.now);
    return { rows: rows.map((row) => personalKeyRow(row, ctx.now)), total };
  },
};

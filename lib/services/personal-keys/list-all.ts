import { listPersonalKeys } from "@/db/queries/personal-keys";
import { personalKeyFilter } from "@/lib/contracts/personal-keys";
import type { Query } from "../card";
import type { PersonalKeyPage } from "./list";
import { personalKeyRow } from "./personal-key-row";

/** One page of everybody's personal keys, for Owners and Admins. */
export const listAllPersonal: Query<typeof personalKeyFilter, PersonalKeyPage> = {
  name: "personal-key.list-all",
  permission: "personal-key:view-all",
  tellsStatus: true,
  input: personalKeyFilter,
  async run(db, ctx, filter) {
    const { rows, total } = await listPersonalKeys(db, ctx.workspace, null, filter, ctx.now);
    return { rows: rows.map((row) => personalKeyRow(row, ctx.now)), total };
  },
};

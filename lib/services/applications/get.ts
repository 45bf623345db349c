import { type ApplicationListRow, readApplication } from "@/db/queries/applications";
import { type KeySetSummary, keySetsOfApplication } from "@/db/queries/key-sets";
import { oneApplication } from "@/lib/contracts/applications";
import {
  APPLICATION_MOVES,
  type ApplicationMove,
  applicationRefusal,
} from "@/lib/domain/applications/application";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Query } from "../card";
import { reachIn } from "./reach";

export interface Application extends Omit<ApplicationListRow, "keySets"> {
  /** Without those that are revoked. */
  keySets: KeySetSummary[];
  /** Why each move is closed now; null = open. */
  moves: Record<ApplicationMove, RefusalCode | null>;
}

/** One application with its key sets; those that a person suspended one by one say so. */
export const getApplication: Query<typeof oneApplication, Application> = {
  name: "application.get",
  permission: "application:view",
  tellsStatus: true,
  input: oneApplication,
  async run(db, ctx, { id }) {
    const row = await readApplication(db, ctx.workspace, reachIn(ctx, "application:view"), id);
    if (!row) return null;
    const keySets = await keySetsOfApplication(db, ctx.workspace, id, ctx.now);
    const moves = APPLICATION_MOVES.map((move) => [move, applicationRefusal(row, move)]);
    return { ...row, keySets, moves: Object.fromEntries(moves) as Application["moves"] };
  },
};

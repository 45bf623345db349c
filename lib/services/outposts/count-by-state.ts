import { allOutpostFacts, revisionAt } from "@/db/queries/outposts";
import {
  APPLIED_WITHIN_MS,
  OUTPOST_STATES,
  type OutpostState,
  outpostState,
} from "@/lib/domain/outposts/state";
import { database } from "../database";
import { inTime } from "../gate/in-time";

/** How many Outposts of the whole hub are in each state. */
export async function countOutposts(now: Date): Promise<Record<OutpostState, number>> {
  const due = new Date(now.getTime() - APPLIED_WITHIN_MS);
  const [all, revision] = await inTime(
    Promise.all([allOutpostFacts(database()), revisionAt(database(), due)]),
  );
  const states = all.map((outpost) => outpostState(outpost, revision, now));
  return Object.fromEntries(
    OUTPOST_STATES.map((state) => [state, states.filter((one) => one === state).length]),
  ) as Record<OutpostState, number>;
}

import { ping } from "@/db/queries/alive";
import { database } from "../database";
import { inTime } from "./in-time";

/** Whether the database answers within a second. Never throws. */
export function databaseAnswers(): Promise<boolean> {
  return inTime(ping(database()), 1_000).then(
    () => true,
    () => false,
  );
}

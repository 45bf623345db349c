/**
 * An instance of the hub reduced to its jobs, in a process with a pool of its own: it takes its turns when it is told
 * what time it is. Started by `instances.ts`.
 */
import { createDb } from "@/db/client";
import type { WorkspaceId } from "@/lib/domain/brand";
import { closeDatabase, database, provideDatabase } from "@/lib/services/database";
import { sweep } from "@/lib/services/housekeeping/sweep";
import { keepSchedule } from "@/lib/services/key-sets/keep-schedule";
import { provideChannels } from "@/lib/services/notices/channels";
import { giveNotices } from "@/lib/services/notices/keep-giving";
import { provideSealingKeys } from "@/lib/services/sealing";
import { contextOf } from "@/lib/services/testing/workspace";

export interface Opening {
  name: string;
  url: string;
  sealingKey: string;
}

export interface Order {
  now: string;
  /** The schedule's turn, or what is done now and then: notices and cleaning up. */
  turn: "schedule" | "house";
}

/** How many keys it rotated, or notices it gave. */
export type Report = { done: number } | { failed: string };

async function carryOut(name: string, { now: at, turn }: Order): Promise<number> {
  const now = new Date(at);
  const contextIn = (workspace: string) => contextOf(workspace as WorkspaceId, { kind: "host", name }, now);
  if (turn === "schedule") return keepSchedule({ now, contextIn });
  // It is asked once a day; once a week is enough to clean up.
  if (now.getUTCDay() === 0) await sweep(now);
  return giveNotices({ now, contextIn });
}

function open({ url, sealingKey }: Opening): void {
  provideDatabase(createDb(url, { max: 3 }));
  provideSealingKeys([{ version: 1, bytes: Buffer.from(sealingKey, "base64") }]);
  provideChannels({ mail: null, webhookOrigins: [] });
  database();
}

let name = "";
process.on("message", async (told: Opening | Order) => {
  let report: Report = { done: 0 };
  try {
    if ("url" in told) {
      name = told.name;
      open(told);
    } else report = { done: await carryOut(name, told) };
  } catch (error) {
    report = { failed: String((error as Error).stack) };
  }
  process.send?.(report);
});
process.on("disconnect", () => void closeDatabase().finally(() => process.exit(0)));

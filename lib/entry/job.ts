/** The door of jobs and of commands on the host: nobody asks but the hub itself. */
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";

import { HOUSEKEEPING } from "@/lib/domain/people/actor";
import type { Command, Query } from "@/lib/services/card";
import { commandInTime } from "@/lib/services/gate/in-time";
import { sweep } from "@/lib/services/housekeeping/sweep";
import { keepSchedule } from "@/lib/services/key-sets/keep-schedule";
import { giveNotices } from "@/lib/services/notices/keep-giving";
import { sendDue } from "@/lib/services/notices/send-due";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { whereToWipe, wipeRetiredSigningKeys } from "@/lib/services/signing-keys/wipe";
import { monotonicMs, present } from "./clock";
import { mintContext } from "./mint-context";

/** Asks a query about one workspace in the name of a command on the host. */
export async function askAsHost<Input extends z.ZodType, Value>(
  query: Query<Input, Value>,
  workspace: string,
  input: unknown,
): Promise<Answer<Value>> {
  const ctx = mintContext({
    workspace,
    actor: { kind: "host", name: "host command" },
    via: "host",
    ip: null,
    userAgent: null,
    requestId: crypto.randomUUID(),
    idempotencyKey: null,
  });
  return runQuery(query, ctx, input);
}

/** Runs a command in a gate's own name: about what it has seen, not for somebody who called. */
export function tellAsGate<Input extends z.ZodType, Value>(
  card: Command<Input, Value>,
  of: { gate: string; workspaceId: string; idempotencyKey: string },
  input: unknown,
): Promise<Answer<Value>> {
  const ctx = mintContext({
    workspace: of.workspaceId,
    actor: { kind: "host", name: `Gate ${of.gate}` },
    via: "api",
    ip: null,
    userAgent: null,
    requestId: crypto.randomUUID(),
    idempotencyKey: of.idempotencyKey,
  });
  return commandInTime(card, runCommand(card, ctx, input));
}

const everyMs = 60_000;
const scheduleEveryMs = 5_000;

/** What is done in the name of the clock, in one workspace. */
function contextOfJob(workspace: string, name: string) {
  return mintContext({
    workspace,
    actor: { kind: "host", name },
    via: "job",
    ip: null,
    userAgent: null,
    requestId: crypto.randomUUID(),
    idempotencyKey: null,
  });
}

/** Nobody waits for a rotation as a caller waits for a verdict: two thirds of the time belong to others. */
const longestRestMs = 500;

/** Waits twice as long as has been worked since it waited last. */
function restTwiceAsLong(): () => Promise<void> {
  let since = monotonicMs();
  return async () => {
    await sleep(Math.min(longestRestMs, 2 * (monotonicMs() - since)));
    since = monotonicMs();
  };
}

/** Keeps the schedule every few seconds until it is stopped. A failure is told and tried again at the next turn. */
export function startSchedule(failed: (error: unknown) => void): { stop(): Promise<void> } {
  let turn: Promise<unknown> | null = null;
  let over = false;
  const timer = setInterval(() => {
    // One that takes longer is not overtaken.
    turn ??= keepSchedule({
      now: present(),
      contextIn: (workspace) => contextOfJob(workspace, "Schedule"),
      stopped: () => over,
      rest: restTwiceAsLong(),
    })
      .catch(failed)
      .finally(() => {
        turn = null;
      });
  }, scheduleEveryMs);
  timer.unref();
  return {
    async stop() {
      over = true;
      clearInterval(timer);
      await turn;
    },
  };
}

const sendEveryMs = 2_000;
/** A receiver that is slow does not keep the hub from stopping: what it has not taken is brought again. */
const farewellMs = 5_000;
/** Notices are given days ahead: they need no haste. */
const giveEveryTurns = 30;

/** Gives notices once a minute, and sends what is due every few seconds, until it is stopped. */
export function startNotices(failed: (error: unknown) => void): { stop(): Promise<void> } {
  let turn: Promise<unknown> | null = null;
  let over = false;
  let turns = 0;
  const timer = setInterval(() => {
    turn ??= notices(turns++ % giveEveryTurns === 0, () => over)
      .catch(failed)
      .finally(() => {
        turn = null;
      });
  }, sendEveryMs);
  timer.unref();
  return {
    async stop() {
      over = true;
      clearInterval(timer);
      await Promise.race([turn, sleep(farewellMs, null, { ref: false })]);
    },
  };
}

async function notices(alsoGive: boolean, stopped: () => boolean): Promise<void> {
  const contextIn = (workspace: string) => contextOfJob(workspace, "Notices");
  if (alsoGive) await giveNotices({ now: present(), contextIn, stopped });
  // Until nothing is due any more.
  while (!stopped() && (await sendDue(present())) > 0);
}

/** The minute's turn: forgets what has had its time, and wipes the signing keys whose time is over. */
export async function keepHouse(now: Date): Promise<void> {
  await sweep(now);
  const failures: unknown[] = [];
  for (const workspace of await whereToWipe(now)) {
    const ctx = contextOfJob(workspace, HOUSEKEEPING.name);
    // One workspace that cannot be kept holds up no other.
    await runCommand(wipeRetiredSigningKeys, ctx, {}).catch((cause) =>
      failures.push(new Error(`The workspace ${workspace} was not kept.`, { cause })),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, "Some workspaces were not kept.");
}

/** Cleans up once a minute until it is stopped. A failure is told and tried again at the next turn. */
export function startHousekeeping(failed: (error: unknown) => void): { stop(): Promise<void> } {
  let turn: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    turn = turn.then(() => keepHouse(present())).catch(failed);
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}

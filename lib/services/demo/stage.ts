/** Where the demo data happens: the very commands of the console, run at instants that have passed. */
import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { DemoMark } from "@/db/queries/demo";
import type { DemoKind } from "@/lib/domain/demo/parts";
import type { Change } from "@/lib/domain/feed/changes";
import { DAY_MS } from "@/lib/domain/key-sets/period";
import type { Actor } from "@/lib/domain/people/actor";
import { recordAll } from "../audit/record";
import type { Command, EventDraft, Outcome } from "../card";
import type { Context } from "../context";

/** Who the audit log says did it, so that nobody takes it for a person's act. */
export const DEMO_ACTOR: Actor = { kind: "host", name: "Demo data" };
export const SCHEDULE_ACTOR: Actor = { kind: "host", name: "Schedule" };

/** Thrown by a step that is refused; whoever loads the demo data is told why. */
export class StepRefused extends Error {
  constructor(
    readonly step: string,
    readonly outcome: Exclude<Outcome<never>, { ok: true }>,
  ) {
    super(`${step} was refused`);
  }
}

export type Stage = ReturnType<typeof openStage>;

export function openStage(tx: Tx, ctx: Context) {
  const told: { ctx: Context; drafts: EventDraft[] }[] = [];
  const changed = new Map<string, Change>();
  const marks: DemoMark[] = [];

  const ago = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS);
  const contextAt = (days: number, actor: Actor): Context => ({
    ...ctx,
    // What the clock did by itself; all else came in by the door at which the demo data is being loaded.
    via: actor === SCHEDULE_ACTOR ? "job" : ctx.via,
    ...{ now: ago(days), actor, ip: null, userAgent: null, idempotencyKey: null },
  });

  /** Runs a command so many days ago. */
  async function run<Input extends z.ZodType, Value>(
    card: Command<Input, Value>,
    days: number,
    input: unknown,
    actor: Actor = DEMO_ACTOR,
  ): Promise<Value> {
    const then = contextAt(days, actor);
    const outcome = await card.run(tx, then, card.input.parse(input), undefined);
    if (!outcome.ok) throw new StepRefused(card.name, outcome);
    told.push({ ctx: then, drafts: [outcome.event].flat() });
    for (const change of outcome.changes ?? []) changed.set(change.subjectId, change);
    return outcome.value;
  }

  /** The same of a command that makes something, which is marked as loaded. */
  async function make<Input extends z.ZodType, Value extends { id: string }>(
    kind: DemoKind,
    card: Command<Input, Value>,
    days: number,
    input: unknown,
    actor: Actor = DEMO_ACTOR,
  ): Promise<Value> {
    const made = await run(card, days, input, actor);
    marks.push({ kind, id: made.id });
    return made;
  }

  /** Writes what has happened into the audit log, in the order of its instants. Locks the chain, so it comes late. */
  async function tell(): Promise<void> {
    told.sort((a, b) => a.ctx.now.getTime() - b.ctx.now.getTime());
    await recordAll(tx, told);
  }

  return { tx, ctx, ago, run, make, tell, marks, changes: () => [...changed.values()] };
}

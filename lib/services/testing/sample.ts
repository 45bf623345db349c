/** What a sample of a card is: a good input, from which the matrix spoils one thing at a time. */

import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Db } from "@/db/client";
import type { Answer } from "@/lib/contracts/answer";
import type { WorkspaceId } from "@/lib/domain/brand";
import type { Command, Query } from "../card";
import type { Context } from "../context";
import { runCommand } from "../run-command";
import { runQuery } from "../run-query";
import type { Card } from "./cards";
import { contextOf, done, type TestWorkspace } from "./workspace";

/** Where a sample is taken: a workspace with its Owner. */
export interface Stage {
  db: Db;
  home: TestWorkspace;
}

export interface Prepared {
  input: Record<string, unknown>;
  /** Who may run it, if not the workspace's Owner. */
  ctx?: Context;
}

export interface Sample {
  card: Card;
  kind: "command" | "query";
  run(ctx: Context, raw: unknown): Promise<Answer<unknown>>;
  /** Makes what the input names, so that the input is good until it has been used. */
  prepare(stage: Stage): Promise<Prepared>;
}

/** A command and a way to make its input. */
export function command<Input extends z.ZodType, Value>(
  card: Command<Input, Value>,
  prepare: Sample["prepare"],
): Sample {
  return { ...sampleOf(card, prepare), kind: "command", run: (ctx, raw) => runCommand(card, ctx, raw) };
}

/** A query and a way to make its input. */
export function query<Input extends z.ZodType, Value>(
  card: Query<Input, Value>,
  prepare: Sample["prepare"],
): Sample {
  return { ...sampleOf(card, prepare), kind: "query", run: (ctx, raw) => runQuery(card, ctx, raw) };
}

const sampleOf = (card: unknown, prepare: Sample["prepare"]) => ({ card: card as Card, prepare });

/** The same input with more fields. */
export const also =
  (prepare: Sample["prepare"], more: Record<string, unknown>): Sample["prepare"] =>
  async (stage) => {
    const { input, ...rest } = await prepare(stage);
    return { ...rest, input: { ...input, ...more } };
  };

/** The same input, once the Owner has run a command with it. */
export const after =
  <Input extends z.ZodType, Value>(
    prepare: Sample["prepare"],
    card: Command<Input, Value>,
    more: Record<string, unknown> = {},
  ): Sample["prepare"] =>
  async (stage) => {
    const good = await prepare(stage);
    done(await runCommand(card, stage.home.as(), { ...good.input, ...more }));
    return good;
  };

/** Of a card that takes nothing. */
export const nothing = async () => ({ input: {} });

export const email = () => `new-${randomUUID().slice(0, 8)}@example.com`;

/** Somebody who has a link and no account yet. */
export const newcomer = (workspace: string) =>
  contextOf(workspace as WorkspaceId, { kind: "newcomer", email: "new@example.com" }, new Date());

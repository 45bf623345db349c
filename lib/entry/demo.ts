/** The door of the demo: a hub of its own is set up and filled, as its first owner would do it, and nobody else. */
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";
import { builtInRole } from "@/lib/domain/people/roles";
import type { Secret } from "@/lib/domain/secret";
import type { Command, Query } from "@/lib/services/card";
import type { Context } from "@/lib/services/context";
import { loadDemo } from "@/lib/services/demo/load";
import { listKeySets } from "@/lib/services/key-sets/list";
import { retrieveKeySetCredentials } from "@/lib/services/key-sets/retrieve";
import { enrolOutpost } from "@/lib/services/outposts/enrol";
import { listPeople } from "@/lib/services/people/list-people";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { generateSigningKey } from "@/lib/services/signing-keys/generate";
import { setUp } from "@/lib/services/workspaces/set-up";
import { mintContext } from "./mint-context";

export interface DemoOwner {
  name: string;
  email: string;
  password: string;
}

export interface FilledHub {
  /** Of an Outpost for Orders 1 in production. */
  outpostToken: Secret;
  /** A key set that calls Orders 1, and its secret: the only one that is shown. */
  keySet: { name: string; secret: Secret };
}

/** Sets a fresh hub up with an owner, a signing key, an Outpost and the demo data. */
export async function fillHub(setupToken: string, owner: DemoOwner): Promise<FilledHub> {
  const workspace = crypto.randomUUID();
  const place = { workspaceName: "Northwind", workspaceSlug: "northwind" };
  const newcomer = contextOf(workspace, { kind: "newcomer", email: "setup" });
  await run(setUp, newcomer, { token: setupToken, ...owner, ...place });
  const { members } = await ask(listPeople, contextOf(workspace, { kind: "host", name: "Demo" }), {});
  const { name, email } = owner;
  const act = () =>
    contextOf(workspace, { kind: "user", id: members[0]!.userId, name, email, role: builtInRole("owner") });

  await run(generateSigningKey, act(), { bits: 2048 });
  const outpost = await run(enrolOutpost, act(), { name: "Orders edge", environment: "production" });
  await run(loadDemo, act(), {});
  const filter = { q: "Web shop", authType: "api_key", environment: "production" };
  const { rows } = await ask(listKeySets, act(), filter);
  const credentials = await run(retrieveKeySetCredentials, act(), { id: rows[0]!.id });
  return {
    outpostToken: outpost.token!,
    keySet: { name: credentials.name, secret: credentials.secret! },
  };
}

function contextOf(workspace: string, actor: Context["actor"]): Context {
  return mintContext({
    workspace,
    actor,
    via: "host",
    ...{ ip: null, userAgent: null, requestId: crypto.randomUUID(), idempotencyKey: null },
  });
}

async function run<Input extends z.ZodType, Value>(
  card: Command<Input, Value>,
  ctx: Context,
  input: unknown,
): Promise<Value> {
  return doneOrThrow(card.name, await runCommand(card, ctx, input));
}

async function ask<Input extends z.ZodType, Value>(
  card: Query<Input, Value>,
  ctx: Context,
  input: unknown,
): Promise<Value> {
  return doneOrThrow(card.name, await runQuery(card, ctx, input));
}

function doneOrThrow<Value>(step: string, answer: Answer<Value>): Value {
  if (answer.kind === "done") return answer.value;
  throw new Error(`the demo could not be made: ${step} was answered ${answer.kind}`);
}

/**
 * The runner: permission, contract, transaction, audit event, change feed, acknowledgement. Every command of every door
 * passes here, so that no verb can forget one of them.
 */
import type { z } from "zod";
import { isLostRace } from "@/db/queries/changed-one";
import { appendChanges } from "@/db/queries/feed";
import { claimIdempotencyKey, keepAnswer } from "@/db/queries/idempotency";
import { waitForLocks } from "@/db/queries/wait-for-locks";
import type { Answer, FieldErrors } from "@/lib/contracts/answer";
import { digestOf } from "@/lib/crypto/digest";
import type { Receipt } from "@/lib/domain/feed/receipt";
import { actorMay } from "@/lib/domain/people/actor";
import type { RefusalCode } from "@/lib/domain/refusals";
import { Secret } from "@/lib/domain/secret";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import { acknowledge, settle } from "./acknowledge";
import { record } from "./audit/record";
import type { Command, Outcome } from "./card";
import { confirmedLately } from "./confirmed-lately";
import type { Context } from "./context";
import { database } from "./database";
import { withinAllowance } from "./people/attempts";

/** Thrown inside the transaction to roll it back; carries the answer out. */
class RolledBack extends Error {
  constructor(readonly outcome: Exclude<Outcome<never>, { ok: true }>) {
    super("refused");
  }
}

type Committed<Value> = { value: Value; revision: number | null; replayed: boolean };

/** Runs a command. Refusals and bad input are answers; only faults of the machine are thrown. */
export async function runCommand<Input extends z.ZodType, Value>(
  command: Command<Input, Value>,
  ctx: Context,
  raw: unknown,
): Promise<Answer<Value>> {
  if (!actorMay(ctx.actor, command.permission))
    return refused(ctx, ctx.actor.kind === "key" ? "scope-missing" : "access-denied");
  const input = command.input.safeParse(raw);
  if (!input.success) return { kind: "invalid", fields: fieldErrors(input.error) };
  if (command.ownerLevel && !confirmedLately(ctx)) return refused(ctx, "password-needed");
  const { isWrongPassword } = command;
  const { sessionId } = ctx;
  if (!isWrongPassword || sessionId === null) return perform(command, ctx, input.data);
  // Outside the transaction: a wrong password rolls that back, and must be counted all the same.
  const by = { kind: "session", sessionId } as const;
  const answer = await withinAllowance(
    by,
    ctx.now,
    () => perform(command, ctx, input.data),
    (given) => isWrongPassword(given),
  );
  return answer ?? refused(ctx, "too-many-attempts");
}

async function perform<Input extends z.ZodType, Value>(
  command: Command<Input, Value>,
  ctx: Context,
  input: z.output<Input>,
): Promise<Answer<Value>> {
  try {
    const prepared = await command.prepare?.(ctx, input);
    const { value, revision, replayed } = await inTransaction(command, ctx, input, prepared);
    const receipt = command.withdraws ? await receiptOf(ctx, revision) : null;
    return { kind: "done", value, receipt, replayed };
  } catch (error) {
    if (isLostRace(error)) return refused(ctx, "changed-meanwhile");
    if (!(error instanceof RolledBack)) throw error;
    // "Revoked already" is a statement about every gate, too.
    if (command.withdraws) await settle(ctx);
    return "fields" in error.outcome
      ? { kind: "invalid", fields: error.outcome.fields }
      : refused(ctx, error.outcome.refusal);
  }
}

/** A replay has no revision of its own: it waits for the newest, which is at least the one it tells of again. */
function receiptOf(ctx: Context, revision: number | null): Promise<Receipt | null> {
  return revision === null ? settle(ctx) : acknowledge(ctx, revision);
}

function inTransaction<Input extends z.ZodType, Value>(
  command: Command<Input, Value>,
  ctx: Context,
  input: z.output<Input>,
  prepared: unknown,
) {
  return database().transaction(async (tx): Promise<Committed<Value>> => {
    // Another that takes as long may hold what it needs.
    if (command.slow) await waitForLocks(tx);
    const key = ctx.idempotencyKey;
    if (key !== null) {
      const fingerprint = `${command.name} ${digestOf(JSON.stringify(input)).toString("base64url")}`;
      const earlier = await claimIdempotencyKey(tx, ctx.workspace, {
        actorId: actorId(ctx),
        key,
        fingerprint,
        at: ctx.now,
      });
      if (earlier && earlier.fingerprint !== fingerprint)
        throw new RolledBack({ ok: false, refusal: "idempotency-key-reused" });
      if (earlier) return { value: earlier.answer as Value, revision: null, replayed: true };
    }
    const outcome = await command.run(tx, ctx, input, prepared);
    if (!outcome.ok) throw new RolledBack(outcome);
    if (key !== null)
      await keepAnswer(tx, ctx.workspace, {
        actorId: actorId(ctx),
        key,
        answer: withoutSecrets(outcome.value),
      });
    await record(tx, ctx, [outcome.event].flat());
    const changes = outcome.changes ?? [];
    // Last, since the feed's lock is held to the commit.
    const revision = changes.length > 0 ? await appendChanges(tx, ctx.workspace, changes, ctx.now) : null;
    return { value: outcome.value, revision, replayed: false };
  });
}

function actorId({ actor }: Context): string {
  return "id" in actor ? actor.id : actor.kind;
}

/** A value as JSON with null for every secret: a replay tells what was done, never the secret again. */
function withoutSecrets(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, function (this: Record<string, unknown>, name, member) {
      return this[name] instanceof Secret ? null : member;
    }),
  );
}

const mostFields = 50;
const longestSentence = 250;

/** One sentence per field. Bounded: whoever sends a thousand made-up fields must not get their echo. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  const tell = (path: PropertyKey[], sentence: string) => {
    const field = path.map(String).join(".");
    // A made-up field may be called like what every object has: `constructor`.
    if (!Object.hasOwn(fields, field)) fields[field] = shortened(sentence);
  };
  for (const issue of error.issues.slice(0, mostFields)) {
    if (issue.code !== "unrecognized_keys") tell(issue.path, issue.message);
    else tellStrangers(issue, tell);
  }
  return fields;
}

/** A name that no field has may be a secret that slipped: only what looks like a name is repeated. */
function tellStrangers(
  { path, keys }: z.core.$ZodIssueUnrecognizedKeys,
  tell: (path: PropertyKey[], sentence: string) => void,
): void {
  const names = keys.filter((name) => /^[A-Za-z][\w-]{0,31}$/.test(name)).slice(0, 5);
  for (const name of names) tell([...path, name], "Not a field here.");
  if (names.length === 0) tell(path, "There is a field that does not belong here.");
}

function shortened(sentence: string): string {
  return sentence.length > longestSentence
    ? `${sentence.slice(0, longestSentence).toWellFormed()} ...`
    : sentence;
}

function refused(ctx: Context, code: RefusalCode): Answer<never> {
  return { kind: "refused", code, message: REFUSAL_MESSAGES[code].sentence, requestId: ctx.requestId };
}

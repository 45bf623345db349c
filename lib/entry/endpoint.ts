/** The door of programs: a key or an Outpost that was proven becomes a Context, and the very cards of the console run. */
import type { z } from "zod";
import type { Answer } from "@/lib/contracts/answer";
import type { Actor } from "@/lib/domain/people/actor";
import { scopesOfKeySet } from "@/lib/domain/people/key-set-scopes";
import type { Command, Query } from "@/lib/services/card";
import type { Context } from "@/lib/services/context";
import { commandInTime, inTime, QUERY_LIMIT_MS } from "@/lib/services/gate/in-time";
import type { StoredRecord } from "@/lib/services/gate/key-records";
import { runCommand } from "@/lib/services/run-command";
import { runQuery } from "@/lib/services/run-query";
import { mintContext } from "./mint-context";

interface Caller {
  ip: string | null;
  userAgent: string | null;
  requestId: string;
}

/** A call by a key whose whole secret matched, and whose state was read for this very call. */
export interface KeyCall extends Caller {
  record: StoredRecord;
  idempotencyKey: string | null;
}

/** A call by an Outpost whose token was looked up for this very call. */
export interface OutpostCall extends Caller {
  outpost: { id: string; name: string; workspaceId: string };
}

/** Runs a command for a key or an Outpost. */
export function command<Input extends z.ZodType, Value>(
  card: Command<Input, Value>,
  call: KeyCall | OutpostCall,
  input: unknown,
): Promise<Answer<Value>> {
  return commandInTime(card, runCommand(card, contextOf(call), input));
}

/** Asks a query for a key or an Outpost. */
export function query<Input extends z.ZodType, Value>(
  card: Query<Input, Value>,
  call: KeyCall | OutpostCall,
  input: unknown,
): Promise<Answer<Value>> {
  return inTime(runQuery(card, contextOf(call), input), QUERY_LIMIT_MS);
}

/**
 * Who calls through a key. A personal key stands for its person, with the role of this moment, and is named beside them
 * in the audit log; every other key stands for itself. Null for the key of somebody who is no member any more.
 */
export function actorOf(record: StoredRecord): Actor | null {
  const { keyId, publicId, name, kind, owner } = record;
  if (kind !== "personal") {
    const scopes = kind === "key_set" ? scopesOfKeySet(record.authType) : record.scopes;
    return { kind: "key", id: keyId, publicId, name, scopes };
  }
  if (owner === null || owner.role === null) return null;
  const { userId: id, name: person, email, role } = owner;
  return { kind: "user", id, name: person, email, role, key: publicId };
}

function contextOf(call: KeyCall | OutpostCall): Context {
  return "outpost" in call ? contextOfOutpost(call) : contextOfKey(call);
}

function contextOfOutpost({ outpost: { id, name, workspaceId }, ...caller }: OutpostCall): Context {
  const actor = { kind: "outpost", id, name } as const;
  return mintContext({ ...caller, workspace: workspaceId, actor, via: "api", idempotencyKey: null });
}

function contextOfKey({ record, ...caller }: KeyCall): Context {
  const actor = actorOf(record);
  // Its verdict was "suspended": nobody gets here with such a key. Should one, it must not act as nobody in particular.
  if (actor === null) throw new Error("a key of no member came past its verdict");
  return mintContext({ ...caller, workspace: record.workspaceId, actor, via: "api" });
}

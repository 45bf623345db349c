/** A command or query is a card: who may, what it takes, what it does. The runner owns the rest. */
import type { z } from "zod";
import type { Db, Tx } from "@/db/client";
import type { Answer, FieldErrors } from "@/lib/contracts/answer";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import type { Change } from "@/lib/domain/feed/changes";
import type { Permission } from "@/lib/domain/people/roles";
import type { RefusalCode } from "@/lib/domain/refusals";
import type { Context } from "./context";

export interface EventDraft {
  type: EventType;
  subject: {
    kind:
      | "key"
      | "member"
      | "invitation"
      | "role"
      | "workspace"
      | "session"
      | "signing-key"
      | "token"
      | "outpost"
      | "organization"
      | "group"
      | "api"
      | "policy-template"
      | "application"
      | "subscription";
    id: string;
    label: string;
  };
  before?: EventFacts;
  after?: EventFacts;
  /** When the clock did it, whoever comes upon it; absent = whoever asks does it now. */
  clockAt?: Date;
}

/** What a verb gives back to the runner. */
export type Outcome<Value> =
  | { ok: true; value: Value; event: EventDraft | EventDraft[]; changes?: Change[] }
  | { ok: false; refusal: RefusalCode }
  | { ok: false; fields: FieldErrors };

export interface Command<Input extends z.ZodType, Value, Prepared = unknown> {
  /** The noun and verb, as in `access-key.revoke`. */
  name: string;
  permission: Permission;
  input: Input;
  /** True where a credential loses power: the answer waits for the gates, and carries their receipt. */
  withdraws?: boolean;
  /**
   * True for what only an Owner does: the password must have been given within the last minutes. Where it hangs on what
   * is stored (whether a member is an Owner), the verb asks `confirmedLately` itself, under its lock.
   */
  ownerLevel?: boolean;
  /** True for what does very much at once: it is waited for longer, and may still be under way when nobody waits any more. */
  slow?: boolean;
  /** Where the acting person gives a password: whether the answer says that it was wrong. Too many of those are refused. */
  isWrongPassword?(answer: Answer<unknown>): boolean;
  /** What takes long and needs no database: done before the transaction, which holds a connection for all its time. */
  prepare?(ctx: Context, input: z.output<Input>): Promise<Prepared>;
  run(tx: Tx, ctx: Context, input: z.output<Input>, prepared: Prepared): Promise<Outcome<Value>>;
}

export interface Query<Input extends z.ZodType, Value> {
  name: string;
  permission: Permission;
  /** Where another opens it as well: then it tells of what that one lets see. */
  orPermission?: Permission;
  input: Input;
  /** True where it tells statuses: the answer waits until every gate enforces what it says. */
  tellsStatus?: boolean;
  /** Null = there is no such thing in this workspace. */
  run(db: Db, ctx: Context, input: z.output<Input>): Promise<Value | null>;
}

export function refuse(refusal: RefusalCode): { ok: false; refusal: RefusalCode } {
  return { ok: false, refusal };
}

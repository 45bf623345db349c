/** Every move of signing keys: locks them, asks the table in the domain, and writes what it says. */
import type { Tx } from "@/db/client";
import {
  changeSigningKey,
  insertSigningKey,
  lockSigningKeys,
  type SigningKeyChange,
  type SigningKeyRow,
  signingKeyExists,
} from "@/db/queries/signing-keys";
import type { EventFacts, EventType } from "@/lib/domain/audit/events";
import {
  movedBy,
  ringOf,
  type SigningMove,
  type SigningRing,
  signingRefusal,
  timesAs,
} from "@/lib/domain/signing-keys/moves";
import { signingKeyState } from "@/lib/domain/signing-keys/signing-key";
import { type EventDraft, type Outcome, refuse } from "../card";
import type { Context } from "../context";
import type { NewSigningKey } from "./new-signing-key";

export interface MovedSigningKey {
  id: string;
  kid: string;
}

type Ring = SigningRing<SigningKeyRow>;

export interface MoveParts {
  /** The key that the move brings. */
  made?: NewSigningKey;
  /** The key that is meant, and the state in which it must be; absent = whichever it is. */
  meant?: { id: string; as: keyof Ring };
  /** When the drain that begins is over. */
  retiresAt?(ring: Ring): Promise<Date>;
  /** What else closes it, asked under the lock. */
  refusal?(ring: Ring): Promise<Exclude<Outcome<never>, { ok: true }> | null>;
  facts?: EventFacts;
}

const EVENTS: Record<SigningMove, EventType> = {
  generate: "signing-key.generated",
  rotate: "signing-key.rotated",
  prepare: "signing-key.prepared",
  promote: "signing-key.promoted",
  withdraw: "signing-key.withdrawn",
  "roll-back": "signing-key.rolled-back",
  retire: "signing-key.retired",
};

/** Moves after which another key signs than before. */
const SIGNS_ANEW: readonly SigningMove[] = ["rotate", "promote", "roll-back"];

/** What each move is told about: the key that it brings, or one of the ring. */
const SUBJECTS: Record<SigningMove, keyof Ring | "made"> = {
  generate: "made",
  rotate: "made",
  prepare: "made",
  promote: "next",
  withdraw: "next",
  "roll-back": "draining",
  retire: "draining",
};

export async function makeMove(
  tx: Tx,
  ctx: Context,
  move: SigningMove,
  parts: MoveParts,
): Promise<Outcome<MovedSigningKey>> {
  const { workspace, now } = ctx;
  const rows = await lockSigningKeys(tx, workspace);
  const ring = ringOf(rows, now);
  const { meant, made } = parts;
  if (meant && !(await signingKeyExists(tx, workspace, meant.id))) return refuse("not-found");
  // Of another key than the one that is meant, nothing is done: to whoever asks, there is none in that state.
  const refusal = signingRefusal(
    meant && ring[meant.as]?.id !== meant.id ? { ...ring, [meant.as]: null } : ring,
    move,
  );
  if (refusal) return refuse(refusal);
  const closed = await parts.refusal?.(ring);
  if (closed) return closed;
  const lapsed = await wipeLapsed(tx, ctx, rows);
  const retiresAt = (await parts.retiresAt?.(ring)) ?? null;
  const moved = movedBy(ring, move);
  // Two keys that change places would be the same for a moment: one steps aside, where no next key can be meanwhile.
  const lifted = moved.find(({ from, to }) => from === "draining" && to === "active");
  if (lifted) await changeSigningKey(tx, workspace, lifted.key.id, timesAs("next", lifted.key, now, null));
  for (const { key, to } of moved)
    await changeSigningKey(tx, workspace, key.id, timesAs(to, key, now, retiresAt) as SigningKeyChange);
  const row = made && rowOf(made, move, ctx);
  if (row) await insertSigningKey(tx, row);
  const subject = SUBJECTS[move] === "made" ? row! : ring[SUBJECTS[move] as keyof Ring]!;
  const { id, kid } = subject;
  return {
    ok: true,
    value: { id, kid },
    event: [...lapsed, eventOf(move, subject, ring, { retiresAt, more: parts.facts })],
    changes: [...moved.map(({ key }) => key.id), ...(row ? [row.id] : [])].map(changed),
  };
}

/** Ends for good what the clock has ended, and tells of it as the clock's doing. */
export async function wipeLapsed(
  tx: Tx,
  ctx: Context,
  rows: readonly SigningKeyRow[],
): Promise<EventDraft[]> {
  const lapsed = rows.filter((key) => signingKeyState(key, ctx.now) === "retired");
  for (const { id, retiresAt } of lapsed)
    await changeSigningKey(tx, ctx.workspace, id, { retiredAt: retiresAt });
  return lapsed.map(({ id, kid, bits, retiresAt }) => ({
    type: "signing-key.retired",
    subject: { kind: "signing-key", id, label: kid },
    after: { kid, bits, retired_at: retiresAt!.toISOString() },
    clockAt: retiresAt!,
  }));
}

export const changed = (id: string) => ({ kind: "signing-key" as const, subjectId: id });

function rowOf(made: NewSigningKey, move: SigningMove, ctx: Context): SigningKeyRow {
  // Its making took a while, and the lock too: published it is from now on, and not since the request began.
  const createdAt = new Date(ctx.now.getTime() + Math.floor(ctx.elapsedMs()));
  const activatedAt = move === "prepare" ? null : createdAt;
  return { ...made, createdAt, activatedAt, replacedAt: null, retiresAt: null, retiredAt: null };
}

function eventOf(
  move: SigningMove,
  { id, kid, bits }: SigningKeyRow,
  { active, next, draining }: Ring,
  { retiresAt, more }: { retiresAt: Date | null; more?: EventFacts },
): EventDraft {
  const others = move === "rotate" ? [next, draining].flatMap((key) => key?.kid ?? []) : [];
  return {
    type: EVENTS[move],
    subject: { kind: "signing-key", id, label: kid },
    // Where another signs from now on; a next key that comes or goes, or a drain that ends, takes nobody's place.
    ...(active &&
      SIGNS_ANEW.includes(move) && {
        before: { kid: active.kid, bits: active.bits, ...(others.length > 0 && { others }) },
      }),
    after: { kid, bits, ...(retiresAt && { retires_at: retiresAt.toISOString() }), ...more },
  };
}

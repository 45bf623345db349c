import type { Db } from "@/db/client";
import { grouped } from "@/db/queries/grouped";
import {
  type CallerOfMany,
  type CallsOfVersion,
  callersOfMany,
  callsOfMany,
} from "@/db/queries/key-evidence";
import { type KeyListRow, listKeys } from "@/db/queries/key-list";
import { keyListFilter } from "@/lib/contracts/key-list";
import { keySelection } from "@/lib/contracts/many-keys";
import { KEYS_AT_ONCE } from "@/lib/domain/keys/clean-up";
import { type KeyFacts, lives, worksNow } from "@/lib/domain/keys/key-facts";
import { refusalOf } from "@/lib/domain/keys/moves";
import { type Status, versionStatus } from "@/lib/domain/keys/status";
import { callsPerHour, greatestRisk, type Risk, rateSince, riskOf } from "@/lib/domain/keys/withdrawal-risk";
import type { LiveTokens } from "@/lib/domain/tokens/live-tokens";
import type { Query } from "../card";
import type { Context } from "../context";
import { type Through, throughOutposts } from "../outposts/shown-to";
import { liveTokensOfKeys } from "../tokens/live-tokens";

export const BULK_MOVES = ["revoke", "disable", "enable", "delete"] as const;
export type BulkMove = (typeof BULK_MOVES)[number];

export interface SelectedKey {
  id: string;
  name: string;
  status: Status;
  lastUsedAt: Date | null;
  risk: Risk;
}

/** What an act on many keys would meet: which keys, how many of them each act takes, and who uses them now. */
export interface KeySelection {
  /** The first 1,000 by name: one go takes no more. */
  keys: SelectedKey[];
  /** How many match in all; exact up to 10,000. */
  total: number;
  /** For how many of `keys` each act is open. */
  open: Record<BulkMove, number>;
  /** Calls of the last 24 hours that passed, and per hour now. */
  callsLastDay: number;
  perHour: number;
  /** Who called within 24 hours, the latest first. */
  callers: Through<CallerOfMany>[];
  /** Tokens that the keys got and that have not ended. */
  tokens: LiveTokens;
  risk: Risk;
}

const CALLERS = 8;
const anything = keyListFilter.parse({});

/** The keys of a filter's first page of 1,000, or those of a list that exist; by name. */
export async function selectKeys(
  db: Db,
  ctx: Context,
  { ids, filter }: { ids?: readonly string[]; filter?: typeof anything },
  limit: number,
): Promise<{ rows: KeyListRow[]; total: number }> {
  const order = { sort: "name", order: "asc", page: 1, size: limit } as const;
  return listKeys(db, ctx.workspace, "access", { ...(filter ?? anything), ids, ...order }, ctx.now);
}

/** Resolves a selection, and tells what an act on it would mean. The act then names these very keys. */
export const keySelectionFacts: Query<typeof keySelection, KeySelection> = {
  name: "access-key.selection",
  permission: "access-key:view",
  tellsStatus: true,
  input: keySelection,
  async run(db, ctx, input) {
    const { rows, total } = await selectKeys(db, ctx, input, KEYS_AT_ONCE);
    const ids = rows.map((row) => row.id);
    const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
    const [calls, callers, tokens] = await Promise.all([
      callsOfMany(db, ctx.workspace, ids, dayAgo, rateSince(ctx.now)),
      callersOfMany(db, ctx.workspace, ids, dayAgo, CALLERS),
      liveTokensOfKeys(db, ctx.workspace, ids, ctx.now),
    ]);
    const callsOf = grouped(calls, (one) => one.keyId);
    const keys = rows.map((row) => selected(row, callsOf.get(row.id) ?? [], ctx.now));
    // As for one key: a withdrawal does not cut calls with a secret that has ended.
    const lately = calls.filter(({ version }) => lives(version, ctx.now));
    const open = BULK_MOVES.map((move) => [
      move,
      rows.filter((row) => refusalOf(factsOf(row), move, ctx.now) === null).length,
    ]);
    return {
      keys,
      total,
      open: Object.fromEntries(open),
      callsLastDay: calls.reduce((sum, one) => sum + one.calls, 0),
      perHour: callsPerHour(
        lately.map((one) => ({ calls: one.lately, since: one.version.activatedAt })),
        ctx.now,
      ),
      callers: throughOutposts(ctx, callers),
      tokens,
      risk: greatestRisk(keys.map((key) => key.risk)),
    };
  },
};

function selected(row: KeyListRow, calls: CallsOfVersion[], now: Date): SelectedKey {
  const { id, name, status } = row;
  const lastUsedAt = latestInstant([row.lastUsedAt, ...calls.map((one) => one.lastAt)]);
  const facts = factsOf(row);
  // An old secret may work, and be in use, though LATEST does not.
  const works =
    worksNow(facts, now) ||
    calls.some(({ version }) => versionStatus(version, facts.holds.length > 0, now) === "active");
  return { id, name, status, lastUsedAt, risk: riskOf({ works, lastUsedAt }, now) };
}

/** What the rules need of a row; none of these moves asks for the older versions. */
function factsOf({ latest, holds, publicId, generation }: KeyListRow): KeyFacts {
  const version = { ...latest, id: publicId, generation, latest: true, revokeReason: null };
  return { kind: "access", deletedAt: null, versions: [version], holds };
}

function latestInstant(instants: (Date | null)[]): Date | null {
  return instants.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

import type { PersonalKeyListRow } from "@/db/queries/personal-keys";
import type { KeyFacts } from "@/lib/domain/keys/key-facts";
import { type Move, refusalOf } from "@/lib/domain/keys/moves";
import type { RefusalCode } from "@/lib/domain/refusals";
import { listedFacts } from "../keys/listed-facts";

/** The moves that the tables of personal keys offer. */
const ROW_MOVES = ["enable", "disable", "regenerate", "revoke", "delete"] as const satisfies Move[];
export type PersonalMove = (typeof ROW_MOVES)[number];

export interface PersonalKeyRow extends Omit<PersonalKeyListRow, "latest" | "holds"> {
  /** Whether its Enabled box is ticked: a key that somebody disabled is not, whatever else holds or ended it. */
  enabled: boolean;
  /** Why each move is closed now; null = open. */
  moves: Record<PersonalMove, RefusalCode | null>;
}

/** A row of the database with what may be done to the key now. */
export function personalKeyRow(key: PersonalKeyListRow, now: Date): PersonalKeyRow {
  const { latest: _, holds, ...row } = key;
  // It is never rotated with an overlap.
  const facts: KeyFacts = { kind: "personal", ...listedFacts(key, []) };
  const moves = Object.fromEntries(ROW_MOVES.map((move) => [move, refusalOf(facts, move, now)]));
  return { ...row, enabled: !holds.includes("manual"), moves: moves as PersonalKeyRow["moves"] };
}

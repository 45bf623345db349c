import type { Tx } from "@/db/client";
import { lockUser, type UserRow } from "@/db/queries/people";
import type { Context } from "../context";

/**
 * The acting person's own account, locked; null for whoever is no person at the console. A key that acts as its user
 * must not get at the account itself: its thief would take the person's place for good.
 */
export async function lockOwnUser(tx: Tx, { actor }: Context): Promise<UserRow | null> {
  return actor.kind === "user" && actor.key === undefined ? lockUser(tx, actor.id) : null;
}

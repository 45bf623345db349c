import type { Tx } from "@/db/client";
import { lockUser, type UserRow } from "@/db/queries/people";
import type { Context } from "../context";
import { inBrowser } from "../personal-keys/in-browser";

/**
 * The acting person's own account, locked; null for whoever is no person in the browser. A key that acts as its user
 * must not get at the account itself: its thief would take the person's place for good.
 */
export async function lockOwnUser(tx: Tx, ctx: Context): Promise<UserRow | null> {
  const person = inBrowser(ctx);
  return person && lockUser(tx, person.id);
}

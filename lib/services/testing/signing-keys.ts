/** Signing keys in whatever states, at once: pairs take long to make, so that each workspace has two, and they serve again. */
import type { Db } from "@/db/client";
import { clientOf } from "@/db/queries/key-records";
import { insertSigningKey } from "@/db/queries/signing-keys";
import type { SigningKeyState } from "@/lib/domain/signing-keys/signing-key";
import { type NewSigningKey, newSigningKey } from "../signing-keys/new-signing-key";
import type { TestWorkspace } from "./workspace";

const pairs = new Map<string, Promise<NewSigningKey[]>>();

function pairsOf(home: TestWorkspace): Promise<NewSigningKey[]> {
  const known = pairs.get(home.id);
  if (known) return known;
  const made = Promise.all([newSigningKey(home.as(), 2048), newSigningKey(home.as(), 2048)]);
  pairs.set(home.id, made);
  return made;
}

const hourMs = 3_600_000;

/** Leaves the workspace with signing keys in these states and no others; gives their ids. */
export async function standSigningKeys(
  { db, home }: { db: Db; home: TestWorkspace },
  states: Exclude<SigningKeyState, "retired">[],
): Promise<string[]> {
  const made = await pairsOf(home);
  await clientOf(db)`delete from signing_keys where workspace_id = ${home.id}`;
  const now = Date.now();
  const ago = new Date(now - hourMs);
  for (const [n, state] of states.entries())
    await db.transaction((tx) =>
      insertSigningKey(tx, {
        ...made[n]!,
        createdAt: ago,
        activatedAt: state === "next" ? null : ago,
        replacedAt: state === "draining" ? ago : null,
        retiresAt: state === "draining" ? new Date(now + hourMs) : null,
        retiredAt: null,
      }),
    );
  return states.map((_, n) => made[n]!.id);
}

import type { VersionRow } from "@/db/queries/keys";
import type { ListedKey } from "@/db/queries/listed-key";
import type { KeyFacts } from "@/lib/domain/keys/key-facts";

/** What the rules need to know of a key in a list: LATEST as the list has it, and the older versions that may still work. */
export function listedFacts(
  { id, latest, holds, publicId, generation }: ListedKey,
  older: readonly VersionRow[],
): Pick<KeyFacts, "deletedAt" | "versions" | "holds"> {
  const shown = { ...latest, id: publicId, generation, latest: true, revokeReason: null };
  const old = older
    .filter((version) => version.keyId === id)
    .map(({ madeBy: _, ...version }) => ({ ...version, revokeReason: null }));
  return { deletedAt: null, versions: [...old, shown], holds };
}

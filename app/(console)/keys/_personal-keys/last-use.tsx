import { Time } from "@/components/ui/time";
import type { PersonalKeyRow } from "@/lib/services/personal-keys/personal-key-row";

/** When a personal key was used last, in a sentence: what there is to know before it goes. */
export function LastUse({ row, now }: { row: PersonalKeyRow; now: Date }) {
  if (!row.lastUsedAt) return "It has not been used yet.";
  return (
    <>
      It was last used <Time at={row.lastUsedAt} now={now} />.
    </>
  );
}

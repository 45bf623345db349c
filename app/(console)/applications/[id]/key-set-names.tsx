import { Bdi } from "@/components/ui/bdi";
import { Time } from "@/components/ui/time";
import type { Application } from "@/lib/services/applications/get";

export type AffectedKeySet = Application["keySets"][number] & { lastUsedAt: Date | null };
const SHOWN = 8;

/** The key sets that go along, by name, and when each was used last: so that nobody cuts off what they did not mean. */
export function KeySetNames({
  label,
  keySets,
  now,
}: {
  label: string;
  keySets: AffectedKeySet[];
  now: Date;
}) {
  const more = keySets.length - SHOWN;
  return (
    <ul aria-label={label} className="grid gap-1 text-xs">
      {keySets.slice(0, SHOWN).map(({ id, name, environment, lastUsedAt }) => (
        <li key={id} className="flex flex-wrap gap-x-3">
          <span className="min-w-0 flex-1 basis-44">
            <Bdi className="font-strong">{name}</Bdi> <code className="text-soft">{environment}</code>
          </span>
          <span className="text-faint">
            {lastUsedAt ? (
              <>
                last used <Time at={lastUsedAt} now={now} />
              </>
            ) : (
              "never used"
            )}
          </span>
        </li>
      ))}
      {more > 0 ? <li className="text-faint">and {more} more</li> : null}
    </ul>
  );
}

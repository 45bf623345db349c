import { Bdi } from "@/components/ui/bdi";
import { keyCount } from "./clean-up-actions";

type Props<Why> = {
  skipped: { id: string; name: string | null; why: Why }[];
  /** Names as they were listed, of keys that are gone. */
  names: ReadonlyMap<string, string>;
  words: (why: Why) => string;
};
const SHOWN = 50;

/** What an act on many keys left as it was, and why. */
export function SkippedKeys<Why>({ skipped, names, words }: Props<Why>) {
  if (skipped.length === 0) return null;
  return (
    <section aria-label="Skipped">
      <p className="mb-2">
        <span className="font-strong">{keyCount(skipped.length)}</span> skipped:
      </p>
      <ul className="grid max-h-48 gap-1 overflow-y-auto text-soft">
        {skipped.slice(0, SHOWN).map(({ id, name, why }) => (
          <li key={id} className="wrap-anywhere">
            <Bdi className="font-strong text-ink">{name ?? names.get(id) ?? id}</Bdi> {words(why)}.
          </li>
        ))}
      </ul>
      {skipped.length > SHOWN ? (
        <p className="mt-1 text-faint">and {(skipped.length - SHOWN).toLocaleString("en")} more</p>
      ) : null}
    </section>
  );
}

import type { ReactNode } from "react";
import { Bdi } from "@/components/ui/bdi";
import type { EventFacts as Facts } from "@/lib/domain/audit/events";
import { factName, factOver, factWords } from "./fact-words";

type Props = {
  before: Facts | null;
  after: Facts | null;
  /** Instead of the list where nothing changed. */
  nothing?: ReactNode;
};
type Value = Facts[string];

const MONO = ["publicId", "environment", "scopes"];

/** Before and after of an event: only what changed, a line per fact, in the words of the screens. */
export function EventFacts({ before, after, nothing = null }: Props) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = names.filter((name) => hasChanged(before?.[name], after?.[name]));
  if (changed.length === 0) return nothing;
  return (
    <dl className="grid gap-0.5 text-xs">
      {changed.map((name) => (
        <div key={name} className="flex flex-wrap gap-x-1.5">
          <dt className="text-faint">{factName(name)}</dt>
          <dd className="wrap-anywhere min-w-0">
            {before && name in before ? (
              <>
                <del className="text-faint">
                  <Fact name={name} value={before[name]!} />
                </del>
                <span className="text-faint"> to </span>
              </>
            ) : null}
            {after && name in after ? <Fact name={name} value={after[name]!} /> : factOver(name)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A text that was empty from the beginning is no change. */
function hasChanged(from: Value | undefined, to: Value | undefined): boolean {
  if (from === undefined && to === "") return false;
  return JSON.stringify(from) !== JSON.stringify(to);
}

function Fact({ name, value }: { name: string; value: Value }) {
  const words = factWords(name, value);
  return MONO.includes(name) && words !== "none" ? <code>{words}</code> : <Bdi>{words}</Bdi>;
}

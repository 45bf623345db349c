import type { ReactNode } from "react";
import { Bdi } from "@/components/ui/bdi";
import type { EventType, EventFacts as Facts } from "@/lib/domain/audit/events";
import { factEnd, factName, factWords, inReadingOrder } from "./fact-words";

type Props = {
  type: EventType;
  before: Facts | null;
  after: Facts | null;
  /** Instead of the list where nothing changed. */
  nothing?: ReactNode;
};
type Value = Facts[string];

const MONO = ["publicId", "environment", "scopes"];

/** Before and after of an event: only what changed, a line per fact, in the words of the screens. */
export function EventFacts({ type, before, after, nothing = null }: Props) {
  const names = inReadingOrder([...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]);
  const changed = names.filter((name) => hasChanged(before?.[name], after?.[name]));
  if (changed.length === 0) return nothing;
  return (
    <dl className="grid gap-0.5 text-xs">
      {changed.map((name) => (
        <Change key={name} type={type} name={name} before={before?.[name]} after={after?.[name]} />
      ))}
    </dl>
  );
}

type ChangeProps = { type: EventType; name: string; before: Value | undefined; after: Value | undefined };

function Change({ type, name, before, after }: ChangeProps) {
  const end = after === undefined ? factEnd(name, type) : null;
  return (
    <div className="flex flex-wrap gap-x-1.5">
      <dt className="text-faint">{end ? end.name : factName(name, type)}</dt>
      <dd className="wrap-anywhere min-w-0">
        {before === undefined || end ? null : (
          <>
            <del className="text-faint">
              <Fact name={name} value={before} />
            </del>
            <span className="text-faint"> to </span>
          </>
        )}
        {after === undefined ? (end?.words ?? "none") : <Fact name={name} value={after} />}
      </dd>
    </div>
  );
}

/** A text that was empty from the beginning is no change. */
function hasChanged(from: Value | undefined, to: Value | undefined): boolean {
  if (from === undefined && to === "") return false;
  return JSON.stringify(from) !== JSON.stringify(to);
}

function Fact({ name, value }: { name: string; value: Value }) {
  const words = factWords(name, value);
  return MONO.includes(name) && value !== null && words !== "none" ? (
    <code>{words}</code>
  ) : (
    <Bdi>{words}</Bdi>
  );
}

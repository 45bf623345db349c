import { Bdi } from "@/components/ui/bdi";
import type { EventFacts as Facts } from "@/lib/domain/audit/events";

type Props = { before: Facts | null; after: Facts | null };

/** What an event changed, a line per fact: old value, arrow, new value. */
export function EventFacts({ before, after }: Props) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = names.filter((name) => shown(before?.[name]) !== shown(after?.[name]));
  if (changed.length === 0)
    return (
      <span data-nothing="" className="sr-only">
        nothing to compare
      </span>
    );
  return (
    <dl className="grid max-w-96 gap-0.5 text-xs">
      {changed.map((name) => (
        <div key={name} className="flex flex-wrap gap-x-1.5">
          <dt className="text-faint">{inWords(name)}</dt>
          <dd className="wrap-anywhere min-w-0">
            <Change from={before?.[name]} to={after?.[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Value = Facts[string] | undefined;

function Change({ from, to }: { from: Value; to: Value }) {
  return (
    <>
      {from === undefined ? null : (
        <>
          <Bdi className="text-soft line-through decoration-edge">{shown(from)}</Bdi>
          <span aria-hidden="true"> → </span>
          <span className="sr-only"> became </span>
        </>
      )}
      {to === undefined ? <span className="text-faint">gone</span> : <Bdi>{shown(to)}</Bdi>}
    </>
  );
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A fact as a person reads it: no brackets, no quotation marks, instants to the minute in UTC. */
function shown(value: Value): string {
  if (value === undefined) return "";
  if (value === null) return "none";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : "none";
  if (typeof value === "string" && instant.test(value)) return `${value.slice(0, 16).replace("T", " ")} UTC`;
  return String(value) || "empty";
}

/** `expiresAt` as "expires at". */
function inWords(name: string): string {
  return name.replace(/([A-Z])/g, (capital) => ` ${capital.toLowerCase()}`);
}

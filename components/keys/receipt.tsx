import { Check, Hourglass } from "lucide-react";
import { cx } from "../ui/class-names";
import { counted } from "../ui/counted";

/** `afterMs` null: it had not reported by then. Absent: it had, by the time of the acknowledgement. */
export type Verifier = { name: string; afterMs?: number | null };
/** `name` null: one may not see which Outpost it is. */
type OutpostHeard = Omit<Verifier, "name"> & { name: string | null };
type Props = {
  verifiers: Verifier[];
  /** The Outposts that were connected. */
  outposts?: OutpostHeard[];
  /** "gate" or "Outpost". */
  noun?: string;
  /** From the commit to the acknowledgement. */
  afterMs: number;
  /** Still counting: the acknowledgement has not come yet. */
  pending?: boolean;
};

/** "Refused at 2 of 2 gates and 3 of 3 Outposts after 0.4 s", and by name who had reported and who had not, as far as one may see that. */
export function Receipt({ verifiers, outposts = [], noun = "gate", afterMs, pending }: Props) {
  const silent = verifiers.filter((one) => one.afterMs === null);
  const behind = outposts.filter((one) => one.afterMs === null);
  if (verifiers.length === 0 && outposts.length === 0) {
    return (
      <p className="text-soft" data-receipt>
        No {noun} is running at the moment. Each reads this before it answers its first call.
      </p>
    );
  }
  return (
    <div className="grid gap-2.5" role="status" data-receipt>
      <p className="text-base">
        <span className="font-strong">
          Refused at {share(verifiers, noun)}
          {outposts.length > 0 ? ` and ${share(outposts, "Outpost")}` : null}
        </span>{" "}
        {pending ? "so far" : <span className="whitespace-nowrap">after {duration(afterMs)}</span>}
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {[...named(verifiers, noun), ...named(outposts, "Outpost")].map((one, index) => (
          <li
            key={one.key}
            className={cx(
              "inline-flex h-7 animate-arrive items-center gap-1.5 rounded-full border px-2.5 text-xs",
              one.afterMs === null ? "border-soon-line text-soon" : "border-line text-soft",
              index % 2 ? "[animation-delay:90ms]" : "",
            )}
          >
            {one.afterMs === null ? (
              <Hourglass aria-hidden="true" className="size-3.5" />
            ) : (
              <Check aria-hidden="true" className="size-3.5 text-good" />
            )}
            <span>
              {one.kind} <code className="wrap-anywhere">{one.name}</code>
            </span>
            {one.afterMs === undefined ? null : (
              <span className="tabular whitespace-nowrap text-faint">
                {one.afterMs === null ? "not reported" : duration(one.afterMs)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {silent.length > 0 && !pending ? (
        <p className="max-w-prose text-faint text-xs">
          {silent.map((one) => one.name).join(", ")} had not reported. Its lease has run out, so it lets no
          call through from memory.
        </p>
      ) : null}
      {behind.length > 0 && !pending ? (
        <p className="max-w-prose text-faint text-xs">
          {theOutposts(behind)} had not applied it yet. An Outpost follows within a second while it is
          connected; one that is cut off goes on with what it knows for at most a day.
        </p>
      ) : null}
    </div>
  );
}

/** A gate and an Outpost may be called alike. */
const named = (verifiers: OutpostHeard[], noun: string) =>
  verifiers.filter(hasName).map((one) => ({
    ...one,
    kind: noun.charAt(0).toUpperCase() + noun.slice(1),
    key: `${noun} ${one.name}`,
  }));

const hasName = (one: OutpostHeard): one is Verifier => one.name !== null;

/** By name, or how many where they have none. */
function theOutposts(outposts: OutpostHeard[]): string {
  return outposts.every(hasName)
    ? outposts.map((one) => one.name).join(", ")
    : counted(outposts.length, "Outpost");
}

/** "2 of 3 gates". */
function share(verifiers: OutpostHeard[], noun: string): string {
  const reported = verifiers.filter((one) => one.afterMs !== null).length;
  return `${reported} of ${verifiers.length} ${verifiers.length === 1 ? noun : `${noun}s`}`;
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

import { Check, Hourglass } from "lucide-react";
import { cx } from "../ui/class-names";

/** `afterMs` null: it had not reported by then. Absent: it had, by the time of the acknowledgement. */
export type Verifier = { name: string; afterMs?: number | null };
type Props = {
  verifiers: Verifier[];
  /** "gate" or "Outpost". */
  noun?: string;
  /** From the commit to the acknowledgement. */
  afterMs: number;
  /** Still counting: the acknowledgement has not come yet. */
  pending?: boolean;
};

/** "Refused at 2 of 2 gates after 12 ms", and by name who had reported and who had not. */
export function Receipt({ verifiers, noun = "gate", afterMs, pending }: Props) {
  const silent = verifiers.filter((one) => one.afterMs === null);
  const reported = verifiers.length - silent.length;
  const many = verifiers.length === 1 ? noun : `${noun}s`;
  if (verifiers.length === 0) {
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
          Refused at {reported} of {verifiers.length} {many}
        </span>{" "}
        {pending ? "so far" : `after ${duration(afterMs)}`}
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {verifiers.map((one, index) => (
          <li
            key={one.name}
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
            <code className="wrap-anywhere">{one.name}</code>
            {one.afterMs === undefined ? null : (
              <span className="tabular text-faint">
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
    </div>
  );
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

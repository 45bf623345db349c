import type { ReactNode } from "react";
import { Badge, type Tone } from "../ui/badge";
import { cx } from "../ui/class-names";
import { type Instant, spanOf, toMs, utcInstant } from "../ui/format-time";
import { Time } from "../ui/time";

export type Milestone = {
  id: string;
  title: ReactNode;
  tone?: Tone;
  plannedAt?: Instant | null;
  /** Null: it has not happened yet. */
  actualAt?: Instant | null;
  /** It was planned, and will not happen any more. */
  cancelled?: boolean;
  /** Who, and through what: "Ada, from the console, 203.0.113.9". */
  by?: ReactNode;
  /** More: a reason, before and after. */
  detail?: ReactNode;
};

const dots: Record<Tone, string> = {
  good: "bg-good border-good",
  soon: "bg-soon border-soon",
  danger: "bg-danger border-danger",
  info: "bg-info border-info",
  ended: "bg-ended border-ended",
  plain: "bg-paper border-edge",
};
const ON_TIME_MS = 1000;

/** What happened and what will, newest first: planned and actual, the delay between them, who and through what. */
export function Timeline({
  milestones,
  now,
  timeZone,
}: {
  milestones: Milestone[];
  now: Instant;
  timeZone?: string;
}) {
  return (
    <ol className="relative">
      {milestones.map((one) => (
        <li key={one.id} className="group relative grid gap-1 pb-6 pl-7 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-4 bottom-[-0.35rem] left-1 w-px bg-line group-last:hidden"
          />
          <span
            aria-hidden="true"
            className={cx(
              "absolute top-1.5 left-0 size-[9px] rounded-full border-2",
              one.actualAt ? dots[one.tone ?? "plain"] : "border-edge bg-paper",
            )}
          />
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className={cx("wrap-anywhere", one.cancelled ? "text-soft" : "font-strong")}>
              {one.title}
            </span>
            <Delay milestone={one} now={now} />
          </div>
          <p className="text-faint text-xs">
            {one.actualAt ? (
              <Time at={one.actualAt} now={now} timeZone={timeZone} />
            ) : one.plannedAt && !one.cancelled ? (
              <Time at={one.plannedAt} now={now} timeZone={timeZone} />
            ) : null}
            {one.by ? <span className="wrap-anywhere"> · {one.by}</span> : null}
          </p>
          {one.plannedAt ? (
            <p className={cx("tabular text-faint text-xs", one.cancelled && "line-through")}>
              Planned for {utcInstant(one.plannedAt)}
            </p>
          ) : null}
          {one.detail ? <div className="wrap-anywhere text-soft">{one.detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}

/** "On time", "2 h late", "Overdue by 5 min", "Planned" or "Cancelled". */
function Delay({ milestone, now }: { milestone: Milestone; now: Instant }) {
  const { plannedAt, actualAt, cancelled } = milestone;
  if (cancelled) return <Badge tone="ended">Cancelled</Badge>;
  if (!plannedAt) return null;
  const late = toMs(actualAt ?? now) - toMs(plannedAt);
  if (actualAt) {
    if (Math.abs(late) < ON_TIME_MS) return <Badge tone="good">On time</Badge>;
    return (
      <Badge tone={late > 0 ? "soon" : "info"}>{`${spanOf(late)} ${late > 0 ? "late" : "early"}`}</Badge>
    );
  }
  return late > ON_TIME_MS ? <Badge tone="soon">Overdue by {spanOf(late)}</Badge> : <Badge>Planned</Badge>;
}

"use client";
import { useSyncExternalStore } from "react";
import {
  clockTime,
  type Instant,
  relative,
  spanOf,
  toMs,
  utcDay,
  utcInstant,
  zonedDay,
  zonedInstant,
} from "./format-time";
import { presentAt, tickedAt, watchTicks } from "./passing-time";
import { usePreferences } from "./preferences";
import { Tip } from "./tip";

type Props = {
  at: Instant;
  /** The server's present, for the first paint; time then passes by itself. */
  now: Instant;
  /** Another time zone than the user's. */
  timeZone?: string;
  /**
   * "span" shows the time that has passed, as after "for"; "date" the day, "clock" the time of day by which it has
   * come (in UTC, as long as the user has chosen no zone), as after "by"; "since" the one in which it came. The tooltip
   * stays.
   */
  show?: "relative" | "span" | "date" | "clock" | "since";
  className?: string;
};

/** An instant, relative, with local time and UTC in a tooltip that the keyboard reaches too. */
export function Time({ at, now, show = "relative", className, ...props }: Props) {
  const preferred = usePreferences().timeZone ?? undefined;
  const timeZone = props.timeZone ?? preferred;
  const tick = useSyncExternalStore(watchTicks, tickedAt, () => 0);
  const present = presentAt(tick, now);
  const day = () => (timeZone === undefined ? utcDay(at) : zonedDay(at, timeZone));
  const text =
    show === "clock" || show === "since"
      ? clockTime(at, timeZone, show === "clock" ? "by" : "in")
      : show === "date"
        ? day()
        : show === "span"
          ? spanOf(present - toMs(at))
          : relative(at, present);
  return (
    <Tip text={<BothTimes at={at} timeZone={timeZone} />}>
      <time
        dateTime={new Date(toMs(at)).toISOString()}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard
        tabIndex={0}
        className={className ?? "whitespace-nowrap rounded-sm"}
      >
        {text}
        <span className="sr-only"> ({utcInstant(at)})</span>
      </time>
    </Tip>
  );
}

function BothTimes({ at, timeZone }: { at: Instant; timeZone?: string }) {
  return (
    <span className="grid gap-0.5 tabular-nums">
      <span>{zonedInstant(at, timeZone)}</span>
      <span className="opacity-75">{utcInstant(at)}</span>
    </span>
  );
}

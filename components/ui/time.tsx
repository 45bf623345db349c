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
   * come (in UTC, as long as the user has chosen no zone). The tooltip stays.
   */
  show?: "relative" | "span" | "date" | "clock";
  className?: string;
};
const TICK_MS = 10_000;
let ticks = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();
const arrivals = new Map<number, number>();

function watch(notify: () => void) {
  watchers.add(notify);
  timer ??= setInterval(() => {
    ticks += 1;
    for (const tell of watchers) tell();
  }, TICK_MS);
  return () => {
    watchers.delete(notify);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The tick at which a present came to this page: from there it passes, also for what is shown only later. */
function tickOf(now: number): number {
  if (typeof window === "undefined") return 0;
  if (arrivals.size > 50) arrivals.clear();
  const tick = arrivals.get(now) ?? ticks;
  arrivals.set(now, tick);
  return tick;
}

/** An instant, relative, with local time and UTC in a tooltip that the keyboard reaches too. */
export function Time({ at, now, show = "relative", className, ...props }: Props) {
  const preferred = usePreferences().timeZone ?? undefined;
  const timeZone = props.timeZone ?? preferred;
  const passed = useSyncExternalStore(
    watch,
    () => ticks,
    () => 0,
  );
  const seen = tickOf(toMs(now));
  const present = toMs(now) + Math.max(0, passed - seen) * TICK_MS;
  const day = () => (timeZone === undefined ? utcDay(at) : zonedDay(at, timeZone));
  const text =
    show === "clock"
      ? clockTime(at, timeZone)
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

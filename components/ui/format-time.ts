/** An instant as our pages hand it on: a Date, epoch milliseconds, or ISO 8601. */
export type Instant = Date | number | string;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (n: number) => String(n).padStart(2, "0");

export function toMs(at: Instant): number {
  return typeof at === "number" ? at : new Date(at).getTime();
}

/** "21 Nov 2026", in UTC. Written by hand so that server and browser agree to the letter. */
export function utcDay(at: Instant): string {
  const d = new Date(toMs(at));
  return `${d.getUTCDate()} ${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

/** "21 Nov 2026, 02:09:30 UTC". */
export function utcInstant(at: Instant): string {
  const d = new Date(toMs(at));
  return `${utcDay(at)}, ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} UTC`;
}

/** The day in a time zone, in the same letters: put together by hand, since server and browser may spell months differently. */
export function zonedDay(at: Instant, timeZone: string): string {
  const parts = zoned({ day: "numeric", month: "numeric", year: "numeric" }, timeZone).formatToParts(
    toMs(at),
  );
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return `${part("day")} ${months[part("month") - 1]} ${part("year")}`;
}

/**
 * "14:38 UTC", or "14:38" in a time zone: the whole minute by which it has come, so never one that is too early; or the
 * one in which it came. By hand, for the same reason.
 */
export function clockTime(at: Instant, timeZone?: string, minute: "by" | "in" = "by"): string {
  const d = new Date(Math[minute === "by" ? "ceil" : "floor"](toMs(at) / 60_000) * 60_000);
  if (timeZone === undefined) return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())} UTC`;
  const parts = zoned({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, timeZone).formatToParts(d);
  const part = (type: string) => two(Number(parts.find((one) => one.type === type)?.value));
  return `${part("hour")}:${part("minute")}`;
}

/** The same instant in a time zone (the browser's own when none is named): "21 Nov 2026, 03:09:30 GMT+1". */
export function zonedInstant(at: Instant, timeZone?: string): string {
  const parts: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  };
  return zoned(parts, timeZone).format(toMs(at));
}

/** A zone that this browser does not know (a newer one than itself) gives way to its own. */
function zoned(options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", options);
  }
}

/** Unit, its length, and from how many of the next smaller unit it is used: 90 days read better than 3 months. */
const steps: [name: string, ms: number, fromMs: number][] = [
  ["y", 365 * 86_400_000, 700 * 86_400_000],
  ["mo", 30.44 * 86_400_000, 100 * 86_400_000],
  ["d", 86_400_000, 86_400_000],
  ["h", 3_600_000, 3_600_000],
  ["min", 60_000, 60_000],
  ["s", 1000, 1000],
];

/** A length of time by its largest unit, rounded: "4 s", "12 min", "90 d". Milliseconds in. */
export function spanOf(ms: number): string {
  const size = Math.abs(ms);
  for (const [name, unit, from] of steps) if (size >= from) return `${Math.round(size / unit)} ${name}`;
  return "0 s";
}

/** "3 min ago", "in 12 d", "just now". */
export function relative(at: Instant, now: Instant): string {
  const ms = toMs(at) - toMs(now);
  if (Math.abs(ms) < 1000) return "just now";
  return ms < 0 ? `${spanOf(ms)} ago` : `in ${spanOf(ms)}`;
}

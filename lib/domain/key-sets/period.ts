/** A length of time as a policy states it: days of 24 hours, or months by the calendar in UTC. */
export const PERIOD_UNITS = ["days", "months"] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

export interface Period {
  amount: number;
  unit: PeriodUnit;
}

export const DAY_MS = 86_400_000;
/** Ten years. */
export const LONGEST_PERIOD: Record<PeriodUnit, number> = { days: 3_650, months: 120 };

/** "90 days", "1 month". */
export function periodText({ amount, unit }: Period): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** A month later is the same day and time of the next month, or the last day of a month that is too short for it. */
export function addPeriod(at: Date, { amount, unit }: Period): Date {
  if (unit === "days") return new Date(at.getTime() + amount * DAY_MS);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + amount, at.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = at.getTime() - Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), day);
  return new Date(Date.UTC(year, month, Math.min(day, lastDay)) + timeOfDay);
}

/** The fewest and the most days that a period can take, whatever the date on which it begins. */
export function daysOf({ amount, unit }: Period): { fewest: number; most: number } {
  if (unit === "days") return { fewest: amount, most: amount };
  const known = monthSpans.get(amount);
  if (known) return known;
  const spans = { fewest: Number.POSITIVE_INFINITY, most: 0 };
  for (let month = 0; month < CALENDAR_MONTHS; month++) {
    for (const day of [1, 28, 29, 30, 31]) {
      const from = new Date(Date.UTC(2000, month, day));
      if (from.getUTCDate() !== day) continue;
      const days = (addPeriod(from, { amount, unit }).getTime() - from.getTime()) / DAY_MS;
      spans.fewest = Math.min(spans.fewest, days);
      spans.most = Math.max(spans.most, days);
    }
  }
  monthSpans.set(amount, spans);
  return spans;
}

/** The calendar repeats itself after 400 years. */
const CALENDAR_MONTHS = 4_800;
const monthSpans = new Map<number, { fewest: number; most: number }>();

/** Whether there is a date from which `one` ends later than `other`. */
export function outlasts(one: Period, other: Period): boolean {
  return one.unit === other.unit ? one.amount > other.amount : daysOf(one).most > daysOf(other).fewest;
}

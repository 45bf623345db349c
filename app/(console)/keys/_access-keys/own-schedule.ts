import type { SelectOption } from "@/components/ui/select";
import { ROTATE_EVERY_CHOICES } from "@/lib/domain/key-sets/schedule";
import { OVERLAP_CHOICES } from "@/lib/domain/keys/overlap";
import { ownScheduleRefusal } from "@/lib/domain/keys/own-schedule";

/** The overlaps of a schedule: nobody stands by to end one that has no end. */
export const OWN_OVERLAPS: readonly string[] = OVERLAP_CHOICES.filter((choice) => choice !== "until-ended");

export function everyLabel(days: number): string {
  return days === 1 ? "Every day" : `Every ${days} days`;
}

/** The choices, with the present one where it is none of them; what would come after the expiration sleeps. */
export function scheduleOptions(
  life: Parameters<typeof ownScheduleRefusal>[0],
  present: number | null,
): SelectOption[] {
  const days = ROTATE_EVERY_CHOICES.map(Number);
  if (present !== null && !days.includes(present)) days.push(present);
  const tooLate = (everyDays: number) =>
    ownScheduleRefusal(life, { everyDays, overlapHours: 1 }) === "rotation-outlasts-expiration";
  return [
    { value: "never", label: "Never" },
    ...days
      .sort((a, b) => a - b)
      .map((n) => ({
        value: String(n),
        label: tooLate(n) ? `${everyLabel(n)} (later than it expires)` : everyLabel(n),
        sleeping: tooLate(n),
      })),
  ];
}

/** What a form says of the schedule, in the names of the contract. */
export function scheduleIn(data: FormData): { rotateEveryDays: number | null; rotateOverlapHours?: number } {
  const every = data.get("rotateEveryDays");
  if (every === null || every === "never") return { rotateEveryDays: null };
  return { rotateEveryDays: Number(every), rotateOverlapHours: Number(data.get("rotateOverlapHours")) };
}

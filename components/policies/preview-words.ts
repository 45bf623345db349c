/** A preview in words: one sentence for all of it, and a line for each thing that happens. */
import { periodText } from "@/lib/domain/key-sets/period";
import type { Preview } from "@/lib/domain/key-sets/preview";
import { counted } from "../ui/counted";
import { utcDay } from "../ui/format-time";

export type PreviewMark = "issued" | "rotation" | "overlap" | "expiration" | "notice";
export interface PreviewLine {
  id: string;
  at: Date;
  mark: PreviewMark;
  text: string;
}

/** "4 rotations and 8 notices in 12 months. At every moment a key works." */
export function previewSummary({ lives, notices, until }: Preview, months: number): string {
  const rotations = lives.filter(({ replacedAt }) => replacedAt !== null).length;
  const counts = [
    rotations === 0 ? "No rotation" : counted(rotations, "rotation"),
    ...(notices.length ? [counted(notices.length, "notice")] : []),
  ];
  const last = lives.at(-1);
  const end =
    last?.until && last.until <= until
      ? `From ${utcDay(last.until)} on no key works: nothing replaces the one that expires.`
      : "At every moment a key works.";
  return `${counts.join(" and ")} in ${periodText({ amount: months, unit: "months" })}. ${end}`;
}

/** What happens, in order of time. */
export function previewLines({ lives, notices, from }: Preview): PreviewLine[] {
  const lines: PreviewLine[] = [{ id: "issued", at: from, mark: "issued", text: "Key 1 is activated." }];
  for (const { generation, replacedAt, until, endsAs } of lives) {
    const key = `Key ${generation}`;
    if (replacedAt) {
      const old =
        until && until <= replacedAt ? "stops" : `works on${until ? ` until ${utcDay(until)}` : ""}`;
      const text = `Key ${generation + 1} takes over; ${key.toLowerCase()} ${old}.`;
      lines.push({ id: `rotation-${generation}`, at: replacedAt, mark: "rotation", text });
    }
    if (!until || (replacedAt && until <= replacedAt)) continue;
    const end = { id: `end-${generation}`, at: until };
    if (endsAs === "revoked") lines.push({ ...end, mark: "overlap", text: `${key} stops working.` });
    else if (replacedAt)
      lines.push({ ...end, mark: "expiration", text: `${key} expires, before its overlap is over.` });
    else lines.push({ ...end, mark: "expiration", text: `${key} expires. Nothing replaces it.` });
  }
  for (const { generation, of, daysBefore, dueAt } of notices) {
    const what = of === "rotation" ? "is rotated" : "expires";
    lines.push({
      id: `notice-${generation}-${daysBefore}`,
      at: dueAt,
      mark: "notice",
      text: `People are told: key ${generation} ${what} in ${periodText({ amount: daysBefore, unit: "days" })}.`,
    });
  }
  return lines.sort((a, b) => a.at.getTime() - b.at.getTime());
}

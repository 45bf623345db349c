"use client";
import { useState } from "react";
import type { Preview } from "@/lib/domain/key-sets/preview";
import { Button } from "../ui/button";
import { cx } from "../ui/class-names";
import { utcDay } from "../ui/format-time";
import { PolicyTimeline } from "./policy-timeline";
import { type PreviewMark, previewLines, previewSummary } from "./preview-words";

type Props = { preview: Preview; months: number; showOnce: boolean };

const FIRST_LINES = 8;
const marks: Record<PreviewMark, string> = {
  issued: "rounded-full border-good bg-good",
  rotation: "rounded-full border-good bg-good",
  overlap: "border-soon bg-soon-wash",
  expiration: "border-danger bg-danger",
  notice: "rotate-45 border-info bg-info",
};

/** What a policy will do: a sentence, a drawing, and each event as a line. */
export function PolicyPreview({ preview, months, showOnce }: Props) {
  const [all, setAll] = useState(false);
  const summary = previewSummary(preview, months);
  const lines = previewLines(preview);
  const shown = all ? lines : lines.slice(0, FIRST_LINES);
  const rest = lines.length - FIRST_LINES;
  return (
    <div className="grid grid-cols-1 gap-4">
      <p aria-live="polite">{summary}</p>
      <PolicyTimeline preview={preview} months={months} label={`Drawing: ${summary}`} />
      <Legend marks={new Set(lines.map(({ mark }) => mark))} />
      <ol className="border-line border-t" aria-label="What happens when">
        {shown.map((line) => (
          <li
            key={line.id}
            className="grid grid-cols-[0.5rem_5.75rem_1fr] items-baseline gap-x-2.5 border-line border-b py-1.5"
          >
            <span aria-hidden="true" className={cx("size-2 border", marks[line.mark])} />
            <time dateTime={line.at.toISOString()} className="tabular text-faint text-xs">
              {utcDay(line.at)}
            </time>
            <span className="min-w-0">{line.text}</span>
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <Button size="sm" className="justify-self-start" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? "Show fewer" : `Show ${rest} more`}
        </Button>
      ) : null}
      {showOnce && preview.lives.length > 1 ? (
        <p className="text-faint text-xs">
          Each new secret is shown once. While nobody has collected it, the old key works on, longer than its
          overlap.
        </p>
      ) : null}
    </div>
  );
}

const legend: [PreviewMark, string, string][] = [
  ["issued", "border-good border-l-2 bg-good-wash", "The newest key"],
  ["overlap", "border border-soon-line bg-soon-wash", "Overlap: the old one works, too"],
  ["expiration", "border-danger border-r-2", "Expires"],
  ["notice", "scale-50 rotate-45 bg-info", "Notice"],
];

function Legend({ marks: present }: { marks: Set<PreviewMark> }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-faint text-xs">
      {legend
        .filter(([mark]) => present.has(mark))
        .map(([mark, look, words]) => (
          <li key={mark} className="flex items-center gap-1.5">
            <span className={cx("size-3.5", look)} />
            {words}
          </li>
        ))}
    </ul>
  );
}

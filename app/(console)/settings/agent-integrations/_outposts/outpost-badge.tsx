import { Badge, type Tone } from "@/components/ui/badge";
import type { OutpostState } from "@/lib/domain/outposts/state";

const looks: Record<OutpostState, { word: string; tone: Tone; shape: string; meaning: string }> = {
  online: {
    word: "Online",
    tone: "good",
    shape: "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z",
    meaning: "It reported within 15 seconds, and has applied what there is.",
  },
  behind: {
    word: "Behind",
    tone: "soon",
    shape: "M6 1.5a4.5 4.5 0 0 1 0 9ZM6 1.5a4.5 4.5 0 0 0 0 9",
    meaning: "It reports, yet has not applied all that there is.",
  },
  unknown: {
    word: "Unknown",
    tone: "ended",
    shape: "M4 4.2a2 2 0 1 1 2.6 1.9c-.4.2-.6.4-.6 1M6 9.4v.1",
    meaning: "Nothing was heard of it for 15 seconds, or ever.",
  },
};

/** What is known of an Outpost: a word, a shape and a colour. Never green where it is only hoped. */
export function OutpostBadge({ state }: { state: OutpostState }) {
  const { word, tone, shape, meaning } = looks[state];
  return (
    <span title={meaning}>
      <Badge
        tone={tone}
        mark={
          <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0">
            <path
              d={shape}
              fill={state === "unknown" ? "none" : "currentColor"}
              stroke="currentColor"
              strokeWidth={1.6}
              strokeLinecap="round"
            />
          </svg>
        }
      >
        {word}
      </Badge>
    </span>
  );
}

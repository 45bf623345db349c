import type { ReactNode } from "react";
import { cx } from "./class-names";

export type Tone = "good" | "soon" | "danger" | "info" | "ended" | "plain";

const tones: Record<Tone, string> = {
  good: "border-good-line bg-good-wash text-good",
  soon: "border-soon-line bg-soon-wash text-soon",
  danger: "border-danger-line bg-danger-wash text-danger",
  info: "border-info-line bg-info-wash text-info",
  ended: "border-ended-line bg-ended-wash text-ended",
  plain: "border-line bg-transparent text-soft",
};

/** A short fact in a pill. Colour repeats what the word says, and never says it alone. */
export function Badge({
  tone = "plain",
  mark,
  children,
  className,
}: {
  tone?: Tone;
  mark?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cx(
        "inline-flex h-6 max-w-full items-center gap-1.5 whitespace-nowrap rounded-full border px-2 font-strong text-xs",
        tones[tone],
        className,
      )}
    >
      {mark}
      <span className="truncate">{children}</span>
    </span>
  );
}

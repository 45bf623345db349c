"use client";
import { ChevronDown, Plus, X } from "lucide-react";
import type { HTMLAttributes, ReactElement, ReactNode } from "react";
import { cx } from "../ui/class-names";

type Props = {
  label: string;
  /** What it lets through; null = it is off. */
  words: string | null;
  onClear: () => void;
  /** Puts the button before what it opens. */
  opens: (button: ReactElement<HTMLAttributes<HTMLElement>>) => ReactNode;
};

/** A filter as a chip: dashed while it is off, and saying what it lets through when it is on. */
export function FilterChip({ label, words, onClear, opens }: Props) {
  const on = words !== null;
  return (
    <span
      className={cx(
        "inline-flex h-8 max-w-full items-center rounded-full border text-sm max-sm:h-9",
        on ? "border-brass-edge bg-brass-wash" : "border-edge/70 border-dashed text-soft",
      )}
    >
      {opens(
        <button
          type="button"
          className={cx(
            "inline-flex h-full min-w-0 items-center gap-1.5 rounded-full pl-2.5 hover:text-ink",
            on ? "pr-1" : "pr-3",
          )}
        >
          {on ? null : <Plus aria-hidden="true" className="size-3.5" />}
          <span className="whitespace-nowrap">{label}</span>
          {on ? (
            <>
              <span aria-hidden="true" className="h-3.5 w-px bg-brass-edge" />
              <span className="max-w-56 truncate font-strong">{words}</span>
              <ChevronDown aria-hidden="true" className="size-3.5" />
            </>
          ) : null}
        </button>,
      )}
      {on ? (
        <button
          type="button"
          aria-label={`Clear filter ${label}`}
          onClick={onClear}
          className="mr-1 flex size-6 shrink-0 items-center justify-center rounded-full text-soft hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

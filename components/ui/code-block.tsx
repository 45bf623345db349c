"use client";
import { useRef } from "react";
import { cx } from "./class-names";
import { CopyButton } from "./copy-button";

type Props = {
  code: string;
  /** What Copy takes, when it is not what is shown (a masked secret). */
  copy?: string;
  label?: string;
  onCopied?: () => void;
  className?: string;
};

/** Text for a program, with Copy beside it. It scrolls sideways and can be scrolled by keyboard. */
export function CodeBlock({ code, copy = code, label = "Copy code", onCopied, className }: Props) {
  const shown = useRef<HTMLPreElement>(null);
  return (
    <div className={cx("flex min-w-0 rounded-md border border-line bg-code", className)}>
      <pre
        ref={shown}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto rounded-md p-3.5 pr-2 text-code-ink text-sm leading-6"
      >
        <code>{code}</code>
      </pre>
      <CopyButton
        text={copy}
        label={label}
        shownIn={shown}
        onCopied={onCopied}
        className="m-2 ml-0 shrink-0"
      />
    </div>
  );
}

"use client";
import { CircleCheck } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { cx } from "../ui/class-names";
import { CopyButton } from "../ui/copy-button";

type Props = {
  title: string;
  text: string;
  /** What can be copied of it, the likeliest first: "Copy key". */
  copies: { label: string; text: string }[];
  copied: boolean;
  onCopied: () => void;
  /** Other ways to take it, behind the copy buttons. */
  children?: ReactNode;
};

/** The green alert with a value that nobody can show again, and the ways to take it along. */
export function ShownOnce({ title, text, copies, copied, onCopied, children }: Props) {
  const shown = useRef<HTMLElement>(null);
  return (
    <div
      role="alert"
      data-kind="success"
      className="grid gap-3 rounded-lg border border-good-line bg-good-wash p-4"
    >
      <p className="flex items-center gap-2 font-strong text-good">
        <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
        {title}
      </p>
      <code
        ref={shown}
        data-secret
        onCopy={onCopied}
        className={cx(
          "wrap-anywhere select-all rounded-md border border-good-line bg-surface px-3 py-2.5 leading-6",
          // A command is long: it stands in the size of the text around it.
          !text.includes(" ") && "text-base",
        )}
      >
        {text}
      </code>
      <div className="flex flex-wrap gap-2">
        {copies.map((copy, index) => (
          <CopyButton
            key={copy.label}
            variant={index === 0 && !copied ? "primary" : "secondary"}
            text={copy.text}
            label={copy.label}
            autoFocus={index === 0}
            shownIn={shown}
            onCopied={onCopied}
          >
            {copy.label}
          </CopyButton>
        ))}
        {children}
      </div>
    </div>
  );
}

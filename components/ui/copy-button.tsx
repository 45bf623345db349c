"use client";
import { Check, Copy } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { announce } from "./announcer";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-style";
import { copyText, selectText } from "./copy-text";
import { IconButton } from "./icon-button";

type Props = {
  text: string;
  /** What is copied: "Copy key id". Its accessible name. */
  label: string;
  /** Visible words; an icon alone without them. */
  children?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Where the text stands on the page, to be selected when copying is refused. */
  shownIn?: RefObject<HTMLElement | null>;
  onCopied?: () => void;
  autoFocus?: boolean;
  className?: string;
};

/** Copies, says "Copied", and turns back after two seconds. */
export function CopyButton({
  text,
  label,
  children,
  variant,
  size,
  shownIn,
  onCopied,
  autoFocus,
  className,
}: Props) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  async function copy(button: HTMLElement) {
    const done = await copyText(text, button);
    if (done) onCopied?.();
    else selectText(shownIn?.current ?? null);
    announce(done ? "Copied" : "Copying was refused. The text is selected: press Ctrl C.");
    setState(done ? "copied" : "failed");
  }
  const icon =
    state === "copied" ? (
      <Check aria-hidden="true" className="size-4" />
    ) : (
      <Copy aria-hidden="true" className="size-4" />
    );
  const words = state === "copied" ? "Copied" : state === "failed" ? "Press Ctrl C" : children;
  if (!children) {
    return (
      <IconButton
        label={label}
        tip={state === "idle" ? label : words}
        icon={icon}
        className={className}
        onClick={(event) => copy(event.currentTarget)}
      />
    );
  }
  return (
    <Button
      variant={variant}
      size={size}
      autoFocus={autoFocus}
      icon={icon}
      className={className}
      aria-label={state === "idle" ? label : undefined}
      onClick={(event) => copy(event.currentTarget)}
    >
      {words}
    </Button>
  );
}

"use client";
import { type ComponentProps, type ReactNode, useId } from "react";
import { iconButtonStyle } from "./button-style";
import { cx } from "./class-names";
import { Spinner } from "./spinner";
import { Tip } from "./tip";

export type IconButtonProps = Omit<ComponentProps<"button">, "disabled" | "children"> & {
  /** What happens, with the thing's name: "Edit key Orders". */
  label: string;
  /** Shorter words for the tooltip; the label otherwise. */
  tip?: string;
  icon: ReactNode;
  tone?: "plain" | "danger";
  busy?: boolean;
  sleeping?: string | null | false;
};

/** A square button with an icon, a tooltip and a name. */
export function IconButton({ label, tip, icon, tone, busy, sleeping, className, ...rest }: IconButtonProps) {
  const why = useId();
  const idle = Boolean(busy || sleeping);
  return (
    <>
      <Tip text={sleeping || tip || label}>
        <button
          type="button"
          {...rest}
          aria-label={label}
          aria-disabled={idle || undefined}
          aria-busy={busy || undefined}
          aria-describedby={sleeping ? why : undefined}
          onClick={(event) => (idle ? event.preventDefault() : rest.onClick?.(event))}
          className={cx(iconButtonStyle(tone, Boolean(sleeping)), className)}
        >
          {busy ? <Spinner /> : icon}
        </button>
      </Tip>
      {sleeping ? (
        <span id={why} className="sr-only">
          {sleeping}
        </span>
      ) : null}
    </>
  );
}

"use client";
import type { ComponentProps, ReactNode } from "react";
import { iconButtonStyle } from "./button-style";
import { cx } from "./class-names";
import { MaySleep } from "./may-sleep";
import { Spinner } from "./spinner";

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
  const idle = Boolean(busy || sleeping);
  return (
    <MaySleep sleeping={sleeping} tip={tip || label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-disabled={idle || undefined}
        aria-busy={busy || undefined}
        onClick={(event) => (idle ? event.preventDefault() : rest.onClick?.(event))}
        className={cx(iconButtonStyle(tone, Boolean(sleeping)), className)}
      >
        {busy ? <Spinner /> : icon}
      </button>
    </MaySleep>
  );
}

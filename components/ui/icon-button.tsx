"use client";
import { type ComponentProps, type ReactNode, useId } from "react";
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
          className={cx(
            "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft transition-colors duration-120 [&_svg]:size-4",
            sleeping
              ? "opacity-45"
              : tone === "danger"
                ? "hover:bg-danger-wash hover:text-danger"
                : "hover:bg-hover hover:text-ink",
            className,
          )}
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

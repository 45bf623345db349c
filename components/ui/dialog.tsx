"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { cx } from "./class-names";

/** `details.cancel()` keeps the dialog open; `details.reason` says what asked ("escape-key", "outside-press"). */
export type DialogDetails = Base.Root.ChangeEventDetails;

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean, details: DialogDetails) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** The row of buttons, primary last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** No X, and presses outside do nothing. */
  sticky?: boolean;
  alert?: boolean;
  initialFocus?: RefObject<HTMLElement | null>;
  finalFocus?: RefObject<HTMLElement | null>;
};

const widths = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" };

/** A modal dialog: from the bottom on phones, in the upper middle elsewhere. It scrolls inside itself. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, size = "md", sticky, alert } = props;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={sticky || alert}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 grid grid-cols-1 max-sm:items-end sm:justify-items-center sm:p-6 sm:pt-[min(10dvh,5rem)]">
          <Base.Popup
            {...(alert ? { role: "alertdialog" } : {})}
            initialFocus={props.initialFocus}
            finalFocus={props.finalFocus}
            className={cx(
              "flex max-h-[92dvh] w-full flex-col self-start overflow-hidden rounded-lg border border-line bg-surface shadow-lift transition duration-150 ease-out max-sm:self-end max-sm:rounded-b-none sm:max-h-[calc(100dvh-min(10dvh,5rem)-1.5rem)]",
              "data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0",
              widths[size],
            )}
          >
            <header className="flex items-start gap-4 px-6 pt-5 pb-4">
              <div className="grid min-w-0 flex-1 gap-1">
                <Base.Title className="wrap-anywhere font-strong text-lg">{title}</Base.Title>
                {description ? (
                  <Base.Description className="text-soft">{description}</Base.Description>
                ) : null}
              </div>
              {sticky || alert ? null : (
                <Base.Close
                  aria-label="Close"
                  className="-mt-1 -mr-2 flex size-8 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
                >
                  <X aria-hidden="true" className="size-4" />
                </Base.Close>
              )}
            </header>
            {children ? (
              <div className="scroll-edges min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 pt-1 pb-6">
                {children}
              </div>
            ) : null}
            {footer ? (
              <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t bg-paper px-6 py-3.5">
                {footer}
              </footer>
            ) : null}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

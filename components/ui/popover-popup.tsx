"use client";
import { Popover as Base } from "@base-ui/react/popover";
import type { PopoverProps } from "./popover";

/** The popover itself, open from the start: somebody has pressed its trigger, and it was loaded for that. */
export function PopoverPopup({ trigger, label, children }: PopoverProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" collisionPadding={8} className="z-50 outline-none">
          <Base.Popup
            aria-label={label}
            className="w-72 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-surface p-4 text-ink shadow-lift outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

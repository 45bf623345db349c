"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

const handle = Tooltip.createHandle<ReactNode>();

/**
 * Shows `text` beside its only child on hover and on focus. One popup serves the whole page (see TipHost),
 * so a table may have hundreds. It is for the eye alone: give the child an accessible name or description too.
 */
export function Tip({ text, children }: { text: ReactNode; children: ReactElement }) {
  return <Tooltip.Trigger handle={handle} payload={text} delay={250} render={children} />;
}

/** The one popup that every Tip opens; Providers mounts it. */
export function TipHost() {
  return (
    <Tooltip.Root handle={handle}>
      {({ payload }) => (
        <Tooltip.Portal>
          <Tooltip.Positioner sideOffset={6} collisionPadding={8} className="z-50">
            <Tooltip.Popup className="max-w-72 animate-arrive rounded-md bg-tip px-2.5 py-1.5 text-tip-ink text-xs shadow-lift">
              {payload}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  );
}

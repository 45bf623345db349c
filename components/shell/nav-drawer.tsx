"use client";
import { Dialog } from "@base-ui/react/dialog";
import type { ShellProps } from "./shell";
import { Sidebar } from "./sidebar";

type Props = { frame: ShellProps; open: boolean; onOpen: (open: boolean) => void };

/** The sidebar as a drawer, for phones. */
export function NavDrawer({ frame, open, onOpen }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 w-72 max-w-[85vw] border-line border-r bg-paper transition-transform duration-180 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <Sidebar {...frame} onNavigate={() => onOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

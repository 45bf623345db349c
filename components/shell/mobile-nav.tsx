"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import { Mark } from "./mark";
import type { ShellProps } from "./shell";
import { Sidebar } from "./sidebar";

/** On phones: a bar with the workspace, and the sidebar as a drawer. */
export function MobileNav(frame: ShellProps) {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-line border-b bg-paper px-3 md:hidden">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger
          aria-label="Open navigation"
          className="flex size-10 items-center justify-center rounded-md text-soft hover:bg-hover"
        >
          <MenuIcon aria-hidden="true" className="size-5" />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
          <Dialog.Popup className="fixed inset-y-0 left-0 z-40 w-72 max-w-[85vw] border-line border-r bg-paper transition-transform duration-180 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
            <Dialog.Title className="sr-only">Navigation</Dialog.Title>
            <Sidebar {...frame} onNavigate={() => setOpen(false)} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <Mark className="size-5 shrink-0 text-brass-deep" />
      <bdi className="truncate font-strong">{frame.workspace.name}</bdi>
    </header>
  );
}

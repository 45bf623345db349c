"use client";
import { Menu as MenuIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Mark } from "./mark";
import type { ShellProps } from "./shell";

const NavDrawer = lazy(() => import("./nav-drawer").then((it) => ({ default: it.NavDrawer })));

/** On phones: a bar with the workspace, and the sidebar as a drawer. */
export function MobileNav(frame: ShellProps) {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-line border-b bg-paper px-3 md:hidden">
      <button
        type="button"
        aria-label="Open navigation"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => {
          setOpen(true);
          setOpened(true);
        }}
        className="flex size-10 items-center justify-center rounded-md text-soft hover:bg-hover"
      >
        <MenuIcon aria-hidden="true" className="size-5" />
      </button>
      {opened ? (
        <Suspense fallback={null}>
          <NavDrawer frame={frame} open={open} onOpen={setOpen} />
        </Suspense>
      ) : null}
      <Mark className="size-5 shrink-0 text-brass-deep" />
      <bdi className="truncate font-strong">{frame.workspace.name}</bdi>
    </header>
  );
}

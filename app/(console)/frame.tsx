"use client";
import type { ReactNode } from "react";
import { chooseTheme } from "@/app/theme-actions";
import { Shell, type ShellProps } from "@/components/shell/shell";
import { signOutHere } from "@/lib/auth/client";

/** The shell, bound to what it does: sign out, choose a theme. */
export function Frame(props: Omit<ShellProps, "onTheme" | "onSignOut"> & { children: ReactNode }) {
  return (
    <Shell
      {...props}
      onTheme={chooseTheme}
      onSignOut={async () => {
        await signOutHere();
      }}
    />
  );
}

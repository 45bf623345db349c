"use client";
import type { ReactNode } from "react";
import { chooseTheme } from "@/app/theme-actions";
import { Shell, type ShellProps } from "@/components/shell/shell";
import { type Preferences, PreferencesProvider } from "@/components/ui/preferences";
import { signOutHere } from "@/lib/auth/client";
import { StepUpDialog } from "./step-up-dialog";

type Props = Omit<ShellProps, "onTheme" | "onSignOut"> & { preferences: Preferences; children: ReactNode };

/** The shell, bound to what it does: sign out, choose a theme, ask for the password again, behave as its user likes. */
export function Frame({ preferences, children, ...shell }: Props) {
  return (
    <PreferencesProvider {...preferences}>
      <Shell
        {...shell}
        onTheme={chooseTheme}
        onSignOut={async () => {
          await signOutHere();
        }}
      >
        {children}
      </Shell>
      <StepUpDialog email={shell.user.email} />
    </PreferencesProvider>
  );
}

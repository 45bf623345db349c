"use client";
import type { ReactNode } from "react";
import { chooseTheme } from "@/app/theme-actions";
import { PermissionsProvider } from "@/components/shell/permissions";
import { Shell, type ShellProps } from "@/components/shell/shell";
import { type Preferences, PreferencesProvider } from "@/components/ui/preferences";
import { signOutHere } from "@/lib/auth/client";
import type { RoleTable } from "@/lib/domain/people/roles";
import { StepUpDialog } from "./_dialogs/step-up-dialog";

type Props = Omit<ShellProps, "onTheme" | "onSignOut"> & {
  preferences: Preferences;
  permissions: RoleTable;
  children: ReactNode;
};

/** The shell, bound to what it does: sign out, choose a theme, ask for the password again, behave as its user likes. */
export function Frame({ preferences, permissions, children, ...shell }: Props) {
  return (
    <PreferencesProvider {...preferences}>
      <Shell
        {...shell}
        onTheme={chooseTheme}
        onSignOut={async () => {
          await signOutHere();
        }}
      >
        <PermissionsProvider table={permissions}>{children}</PermissionsProvider>
      </Shell>
      <StepUpDialog email={shell.user.email} />
    </PreferencesProvider>
  );
}

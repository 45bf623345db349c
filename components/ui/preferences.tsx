"use client";
import { createContext, type ReactNode, use } from "react";

/** How the console behaves for the person who looks at it. */
export interface Preferences {
  /** IANA name; null = the browser's. */
  timeZone: string | null;
  /** How long a Confirm button waits for the second click; null = always a dialog. */
  confirmMs: number | null;
}

const PreferencesContext = createContext<Preferences>({ timeZone: null, confirmMs: 2000 });

/** Mount around every page of somebody who is signed in. The server knows both values, so nothing flashes. */
export function PreferencesProvider({ children, ...preferences }: Preferences & { children: ReactNode }) {
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  return use(PreferencesContext);
}

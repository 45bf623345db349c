import { cookies } from "next/headers";
import type { Theme } from "@/components/shell/theme-switch";

export const THEME_COOKIE = "keysmith.theme";
const themes: readonly string[] = ["system", "light", "dark"] satisfies Theme[];

export function isTheme(value: unknown): value is Theme {
  return typeof value === "string" && themes.includes(value);
}

/** The theme that this browser chose; as the system where it chose none. */
export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return isTheme(chosen) ? chosen : "system";
}

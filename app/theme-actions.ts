"use server";

import { cookies } from "next/headers";
import { config } from "@/lib/config";
import { isTheme, THEME_COOKIE } from "./theme";

/** Keeps the chosen theme for a year. Anything else is ignored: the page stays as it was. */
export async function chooseTheme(form: unknown): Promise<void> {
  const theme = form instanceof FormData ? form.get("theme") : null;
  if (!isTheme(theme)) return;
  (await cookies()).set(THEME_COOKIE, theme, {
    path: "/",
    maxAge: 365 * 86_400,
    sameSite: "lax",
    httpOnly: true,
    secure: config().publicUrl.protocol === "https:",
  });
}

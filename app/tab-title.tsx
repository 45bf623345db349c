"use client";
import { usePathname } from "next/navigation";
import { titleOf } from "./titles";

/**
 * The title of the document: one element that stays, and changes together with the page. The framework's metadata would
 * come behind the page, so a tab would have no title for a moment, or an earlier page's, at each step (`e2e/titles.spec.ts`).
 */
export function TabTitle() {
  return <title>{`${titleOf(usePathname())} · Keysmith`}</title>;
}

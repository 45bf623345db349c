"use client";
import { useState, useSyncExternalStore } from "react";

function watchFragment(tell: () => void) {
  window.addEventListener("hashchange", tell);
  return () => window.removeEventListener("hashchange", tell);
}

/**
 * The token behind the # of a one-time link: no browser sends it, no log sees it. Held in memory alone.
 * Null while the page is being read, "" where the link has none. Once read it stays, also when the address forgets it.
 */
export function useLinkToken(): string | null {
  const [kept, setKept] = useState<string | null>(null);
  const read = useSyncExternalStore(
    watchFragment,
    () => new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "",
    () => null,
  );
  if (read && read !== kept) setKept(read);
  return read || (kept ?? read);
}

/** Takes the used token out of the address, and so out of the browser's history. */
export function forgetLinkToken(): void {
  window.history.replaceState(window.history.state, "", window.location.pathname);
}

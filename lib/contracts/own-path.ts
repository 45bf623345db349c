/** Where to go after signing in: a path of the hub itself, never another site's address. */
const LIMIT = 500;
const base = "http://hub.invalid";

/**
 * The asked path if it is one of ours, else "/". Browsers read "//host", "/\host" and a path with tabs or line breaks
 * in it as another site: such a link would send people who just signed in to a stranger's copy of the page.
 */
export function ownPath(asked: unknown): string {
  if (typeof asked !== "string" || asked.length > LIMIT || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked))
    return "/";
  if (!URL.canParse(asked, base)) return "/";
  const url = new URL(asked, base);
  // "/./\host" becomes "//host" once its dots are resolved.
  if (url.origin !== base || url.pathname.startsWith("//")) return "/";
  const entrance = /^\/(sign-in|setup|invitation|api)(\/|$)/.test(url.pathname);
  return entrance ? "/" : url.pathname + url.search;
}

/** The sign-in page's address that leads back to a path. */
export function signInAddress(from: unknown): string {
  const to = ownPath(from);
  return to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`;
}

import { cookie } from "@/lib/auth/options";

/** As long as browsers keep a cookie at most. */
const keptSeconds = 400 * 86_400;

/** What the browser's cookie says of the accounts that it has signed in to before; null where it has none. */
export function noteIn(cookieHeader: string | null): string | null {
  const prefix = `${cookie("device").name}=`;
  const pairs = (cookieHeader ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length) || null;
}

/** The header by which the browser keeps a note (RFC 6265 section 4.1). */
export function keepNote(note: string): string {
  const { name, options } = cookie("device");
  const secure = options.secure ? "; Secure" : "";
  return `${name}=${note}; Path=${options.path}; Max-Age=${keptSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

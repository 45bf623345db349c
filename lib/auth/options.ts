/**
 * next-auth is the cookie layer, no more: its token carries the id of a row in `sessions`, which is looked up on every
 * request. Roles are never in the cookie.
 */
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { config } from "@/lib/config";

export interface SignInHooks {
  /** Checks a password and opens a session; null for every reason to refuse. */
  signIn(
    credentials: { email: string; password: string },
    headers: Headers,
  ): Promise<{ sessionId: string } | null>;
  signOut(sessionId: string): Promise<void>;
}

const week = 7 * 86_400;

/** A cookie of ours, by its short name. */
export function cookie(name: string) {
  const https = config().publicUrl.protocol === "https:";
  return {
    // __Host-: no other host or path of the domain can plant or shadow it.
    name: https ? `__Host-keysmith.${name}` : `keysmith.${name}`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: https },
  };
}

export function authOptions(hooks: SignInHooks): NextAuthOptions {
  return {
    secret: config().authSecret,
    session: { strategy: "jwt", maxAge: week },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: cookie("session"), csrfToken: cookie("csrf"), callbackUrl: cookie("callback") },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const { email, password } = credentials ?? {};
          if (typeof email !== "string" || typeof password !== "string") return null;
          const opened = await hooks.signIn(
            { email, password },
            new Headers(request.headers as Record<string, string>),
          );
          return opened && { id: opened.sessionId };
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        return user ? { sid: user.id } : { sid: token.sid };
      },
      session({ session, token }) {
        return { expires: session.expires, sid: token.sid };
      },
      redirect({ url, baseUrl }) {
        // Only paths of our own: an open redirect would lend our name to a phisher.
        return url.startsWith("/") && !url.startsWith("//") ? `${baseUrl}${url}` : baseUrl;
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await hooks.signOut(token.sid);
      },
    },
  };
}

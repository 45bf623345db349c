import NextAuth, { type NextAuthOptions } from "next-auth";

type Handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** The route handler behind `/api/auth/*`. */
export function authHandler(options: NextAuthOptions): Handler {
  return NextAuth(options) as Handler;
}

import { getServerSession, type NextAuthOptions } from "next-auth";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The session id inside this request's cookie; null where there is none or its seal does not hold. */
export async function sessionIdOf(options: NextAuthOptions): Promise<string | null> {
  const session = (await getServerSession(options)) as { sid?: unknown } | null;
  return typeof session?.sid === "string" && uuid.test(session.sid) ? session.sid : null;
}

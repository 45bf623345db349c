import { z } from "zod";
import type { SignInHooks } from "@/lib/auth/options";
import { SIGN_IN_UNAVAILABLE } from "@/lib/auth/unavailable";
import { emailText } from "@/lib/contracts/text";
import { log } from "@/lib/log";
import { checkPassword } from "@/lib/services/people/check-password";
import { endSession } from "@/lib/services/people/end-session";
import { findVisitor } from "@/lib/services/people/find-visitor";
import { startSession } from "@/lib/services/people/start-session";
import { runCommand } from "@/lib/services/run-command";
import { present } from "./clock";
import { consoleOrigin, originOf } from "./console-request";
import { mintContext } from "./mint-context";

const credentialsShape = z.object({ email: emailText, password: z.string().max(200) });

async function signIn(credentials: { email: string; password: string }, headers: Headers) {
  const parsed = credentialsShape.safeParse(credentials);
  // An impossible email takes the same time and the same answer as a wrong password.
  const email = parsed.success ? parsed.data.email : "";
  const person = await checkPassword(email, parsed.success ? parsed.data.password : "");
  if (!person) return null;
  const { workspace, ...user } = person;
  const ctx = mintContext({
    workspace,
    actor: { kind: "user", ...user },
    via: "console",
    ...originOf(headers),
    idempotencyKey: null,
  });
  const answer = await runCommand(startSession, ctx, {});
  return answer.kind === "done" ? answer.value : null;
}

/** What next-auth calls when somebody signs in or out: the sessions are ours, through the runner like everything else. */
export const signInHooks: SignInHooks = {
  async signIn(credentials, headers) {
    try {
      return await signIn(credentials, headers);
    } catch (error) {
      log().error({ err: error, requestId: originOf(headers).requestId }, "a sign-in failed");
      // next-auth puts this text into an address: it must name nothing of what went wrong inside.
      throw new Error(SIGN_IN_UNAVAILABLE);
    }
  },
  async signOut(sessionId) {
    const visitor = await findVisitor(sessionId, present());
    if (!visitor) return;
    const { userId: id, name, email, role, workspaceId } = visitor;
    const ctx = mintContext({
      workspace: workspaceId,
      actor: { kind: "user", id, name, email, role },
      via: "console",
      ...(await consoleOrigin()),
      idempotencyKey: null,
    });
    await runCommand(endSession, ctx, { id: sessionId });
  },
};

import { z } from "zod";
import type { SignInHooks } from "@/lib/auth/options";
import { SIGN_IN_TOO_MANY, SIGN_IN_UNAVAILABLE } from "@/lib/auth/unavailable";
import { emailText } from "@/lib/contracts/text";
import { log } from "@/lib/log";
import { withinAllowance } from "@/lib/services/people/attempts";
import { checkPassword } from "@/lib/services/people/check-password";
import { endSession } from "@/lib/services/people/end-session";
import { findVisitor } from "@/lib/services/people/find-visitor";
import { noteDevice } from "@/lib/services/people/known-device";
import { startSession } from "@/lib/services/people/start-session";
import { runCommand } from "@/lib/services/run-command";
import { present } from "./clock";
import { consoleOrigin, originOf } from "./console-request";
import { noteIn } from "./device-note";
import { mintContext } from "./mint-context";
import { visitorContext } from "./visitor-context";

const credentialsShape = z.object({ email: emailText, password: z.string().max(200) });

/** What the answer to a try has to carry beside the session. */
export interface SignInOutcome {
  /** Too many have failed. */
  tooMany: boolean;
  /** What the browser is to keep after a good sign-in. */
  note: string | null;
}

async function signIn(
  credentials: { email: string; password: string },
  headers: Headers,
  outcome: SignInOutcome,
) {
  const parsed = credentialsShape.safeParse(credentials);
  // An impossible email takes the same time and the same answer as a wrong password.
  const { email, password } = parsed.success ? parsed.data : { email: "", password: "" };
  const note = noteIn(headers.get("cookie"));
  const tried = await withinAllowance(
    { kind: "stranger", email, address: originOf(headers).ip, note },
    present(),
    async () => ({ person: await checkPassword(email, password) }),
    ({ person }) => person === null,
  );
  outcome.tooMany = tried === null;
  const person = tried?.person;
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
  if (answer.kind !== "done") return null;
  outcome.note = noteDevice(note, email);
  return answer.value;
}

/** What next-auth calls when somebody signs in or out: the sessions are ours, through the runner like everything else. */
export const signInHooksFor = (outcome: SignInOutcome): SignInHooks => ({
  async signIn(credentials, headers) {
    let opened: Awaited<ReturnType<typeof signIn>>;
    try {
      opened = await signIn(credentials, headers, outcome);
    } catch (error) {
      log().error({ err: error, requestId: originOf(headers).requestId }, "a sign-in failed");
      // next-auth puts this text into an address: it must name nothing of what went wrong inside.
      throw new Error(SIGN_IN_UNAVAILABLE);
    }
    if (outcome.tooMany) {
      const { ip, requestId } = originOf(headers);
      log().debug({ ip, requestId }, "a sign-in was not heard: too many tries");
      throw new Error(SIGN_IN_TOO_MANY);
    }
    return opened;
  },
  async signOut(sessionId) {
    const visitor = await findVisitor(sessionId, present());
    if (!visitor) return;
    await runCommand(endSession, visitorContext(visitor, await consoleOrigin()), { id: sessionId });
  },
});

/** The same where only sessions are read. */
export const signInHooks = signInHooksFor({ tooMany: false, note: null });

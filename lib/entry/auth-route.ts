import { authHandler } from "@/lib/auth/handler";
import { authOptions } from "@/lib/auth/options";
import { keepNote } from "./device-note";
import { type SignInOutcome, signInHooksFor } from "./sign-in";

/** The handler of `/api/auth/*`, for `app/api/auth`. */
export const authRoute: ReturnType<typeof authHandler> = async (request, context) => {
  const outcome: SignInOutcome = { tooMany: false, note: null };
  const response = await authHandler(authOptions(signInHooksFor(outcome)))(request, context);
  const headers = new Headers(response.headers);
  if (outcome.note !== null) headers.append("Set-Cookie", keepNote(outcome.note));
  if (outcome.tooMany) headers.set("Retry-After", "180");
  return new Response(response.body, { status: outcome.tooMany ? 429 : response.status, headers });
};

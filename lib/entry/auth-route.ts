import { authHandler } from "@/lib/auth/handler";
import { authOptions } from "@/lib/auth/options";
import { signInHooks } from "./sign-in";

/** The handler of `/api/auth/*`, for `app/api/auth`. */
export const authRoute: ReturnType<typeof authHandler> = (request, context) =>
  authHandler(authOptions(signInHooks))(request, context);

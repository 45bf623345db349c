import type { CheckOptions, Identity, OutpostClient } from "../public";

/** Around a route handler of Next, or any other that takes a Request: calls it for a good caller, and answers any other. */
export function nextGuard<Context>(
  outpost: Pick<OutpostClient, "verify">,
  handler: (request: Request, identity: Identity, context: Context) => Response | Promise<Response>,
  options: CheckOptions = {},
) {
  return async (request: Request, context: Context): Promise<Response> => {
    const verified = await outpost.verify(request, options);
    if (verified.ok) return handler(request, verified.identity, context);
    return new Response(verified.body, { status: verified.status, headers: verified.headers });
  };
}

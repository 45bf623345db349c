import type { CheckOptions, OutpostClient } from "../public";

interface HonoContext {
  req: { raw: Request };
  set(name: never, value: never): void;
}

/** Middleware of Hono: lets a good caller on, with `c.get("keysmith")`, and answers any other. */
export function honoGuard(outpost: Pick<OutpostClient, "verify">, options: CheckOptions = {}) {
  return async (context: HonoContext, next: () => Promise<void>): Promise<Response | undefined> => {
    const verified = await outpost.verify(context.req.raw, options);
    if (!verified.ok)
      return new Response(verified.body, { status: verified.status, headers: verified.headers });
    context.set("keysmith" as never, verified.identity as never);
    await next();
    return undefined;
  };
}

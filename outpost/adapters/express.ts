import type { CheckOptions, Identity, OutpostClient } from "../public";

/** Middleware of Express and Connect: lets a good caller on, with `request.keysmith`, and answers any other. */
export function expressGuard(outpost: Pick<OutpostClient, "verify">, options: CheckOptions = {}) {
  return async (
    request: { rawHeaders: string[]; headers: object; ip?: string | undefined; keysmith?: Identity },
    response: { writeHead(status: number, headers: string[]): unknown; end(body: string): unknown },
    next: (error?: unknown) => void,
  ): Promise<void> => {
    try {
      const verified = await outpost.verify(
        { rawHeaders: request.rawHeaders },
        { ip: request.ip, ...options },
      );
      if (!verified.ok) {
        response.writeHead(verified.status, verified.headers.flat());
        response.end(verified.body);
        return;
      }
      request.keysmith = verified.identity;
    } catch (error) {
      next(error);
      return;
    }
    next();
  };
}
